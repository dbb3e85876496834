import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Sets environment variables for the length of one call. */
const withEnvironment = async <T>(variables: Record<string, string>, call: () => Promise<T>): Promise<T> => {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await call();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

/**
 * Unpacks the packaged Chromium once per machine and user, and says where.
 * It is unpacked aside and renamed: the package takes any half-written file for a whole one.
 */
const unpacked = async (): Promise<string> => {
  const home = join(tmpdir(), `webchat-streams-chromium-147-${userInfo().uid}`);
  if (existsSync(home)) return home;
  const aside = await mkdtemp(`${home}.`);
  // The package unpacks the system libraries it needs only where it believes to be in a Lambda, and decides on import.
  await withEnvironment({ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TMPDIR: aside }, async () => {
    const packaged = await import('@sparticuz/chromium');
    await packaged.default.executablePath();
  });
  // The package's own list of folders names only those of a Lambda.
  const folders = [join(home, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`);
  await writeFile(join(aside, 'fonts.conf'), `<fontconfig>${folders.join('')}</fontconfig>`);
  // Whoever was first has put the same there.
  await rename(aside, home).catch(() => rm(aside, { recursive: true, force: true }));
  return home;
};

const whichBrowser = async (): Promise<LaunchOptions> => {
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const home = await unpacked();
  return {
    executablePath: join(home, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
};

/**
 * Starts a real, headless Chromium with an empty profile that goes when it is closed.
 * On Linux x64 it comes with the packages; elsewhere it is the Chrome at `CHROME_PATH`, or the one installed.
 * @param more arguments
 */
export const launchChromium = async (...more: readonly string[]): Promise<Browser> =>
  chromium.launch({
    ...(await whichBrowser()),
    // Not the package's own arguments: they switch off CORS and let one crashed tab end the browser.
    args: ['--no-sandbox', '--headless=shell', ...more],
  });
