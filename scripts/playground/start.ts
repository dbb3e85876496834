import { startChatServer } from '../../spec/chatServer/chatServer.js';
import { bundlePage } from './bundlePage.js';
import { createPlay } from './createPlay.js';
import { createPlaygroundServer, type PlaygroundParts } from './createPlaygroundServer.js';
import { listen } from './listen.js';
import { type Arguments, ArgumentsRefused, parseArguments, usage } from './parseArguments.js';
import { playDemo } from './playDemo.js';
import { stopWhenAsked } from './stopWhenAsked.js';
import { terminal } from './terminal.js';

const out = terminal(process.stdout);

const embedded = async (): Promise<Pick<PlaygroundParts, 'shownAs' | 'gms' | 'control' | 'play'>> => {
  const server = await startChatServer();
  return {
    shownAs: server.dataURL,
    gms: { url: server.dataURL },
    control: { url: server.controlURL },
    play: await createPlay(server),
  };
};

// Whoever reads along may stop reading, as in `npm start | head`; the page goes on.
process.stdout.on('error', () => undefined);

const demo = async (): Promise<void> => {
  out.say();
  out.say('First a short chat, played in this terminal through the library, with an outage in the middle:');
  out.say();
  try {
    await playDemo(out.row);
  } catch (error) {
    out.say(`The short chat was cut off. ${error instanceof Error ? error.message : ''}`);
  }
};

const play = async ({ port, dataURL, headers }: Arguments): Promise<void> => {
  stopWhenAsked();
  const [files, backend] = await Promise.all([
    bundlePage(),
    dataURL ? { shownAs: dataURL, gms: { url: dataURL, headers } } : embedded(),
  ]);
  const at = await listen(createPlaygroundServer({ ...backend, files, print: out.row }), port);
  const page = out.strong(`http://localhost:${at}/`);
  out.say(`webchat-streams playground: ${page}`);
  out.say(dataURL ? `It talks to ${dataURL}` : 'A chat server with an agent, and one page that talks to it.');
  if (!dataURL) await demo();
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
