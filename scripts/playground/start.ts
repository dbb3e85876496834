import { ArgumentsRefused } from './argumentsRefused.js';
import { bundlePage } from './bundlePage.js';
import { createPlaygroundServer } from './createPlaygroundServer.js';
import { embedded } from './embedded.js';
import { listen } from './listen.js';
import { type Arguments, parseArguments, usage } from './parseArguments.js';
import { playDemo } from './playDemo.js';
import { apiNames } from './shared/servers.js';
import { stopWhenAsked } from './stopWhenAsked.js';
import { terminal } from './terminal.js';

const out = terminal(process.stdout);

// Whoever reads along may stop reading, as in `npm start | head`; the page goes on.
process.stdout.on('error', () => undefined);

const demo = async (transport: Arguments['transport']): Promise<void> => {
  out.say();
  out.say(`First a short chat over ${apiNames[transport]}, played in this terminal through the library,`);
  out.say('with an outage in the middle:');
  out.say();
  try {
    await playDemo(transport, out.row);
  } catch (error) {
    out.say(`The short chat was cut off. ${error instanceof Error ? error.message : ''}`);
  }
};

const play = async ({ port, transport, servers, headers }: Arguments): Promise<void> => {
  stopWhenAsked();
  const [files, backend] = await Promise.all([bundlePage(), servers ? { servers, headers } : embedded()]);
  const parts = 'parts' in backend ? backend.parts : backend;
  const at = await listen(createPlaygroundServer({ ...parts, transport, files, print: out.row }), port);
  const page = out.strong(`http://localhost:${at}/`);
  out.say(`webchat-streams playground: ${page}`);
  out.say(
    servers
      ? `It talks to ${servers[transport]} (${apiNames[transport]}).`
      : 'A chat server with an agent, and one page that talks to it.',
  );
  if (!servers) await demo(transport);
  out.say();
  out.say(`Now open ${page} — what happens there is told here as well. Ctrl+C stops.`);
  out.say();
};

const main = async (): Promise<void> => {
  try {
    const args = parseArguments(process.argv.slice(2), process.env);
    if (args.help) out.say(usage);
    else await play(args);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${words}\n${error instanceof ArgumentsRefused ? `\n${usage}\n` : ''}`);
    process.exit(error instanceof ArgumentsRefused ? 2 : 1);
  }
};

await main();
