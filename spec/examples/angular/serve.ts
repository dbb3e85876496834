import { parseArgs } from 'node:util';
import { stopWhenAsked } from '../../../scripts/playground/stopWhenAsked.js';
import { startChatServer } from '../../chatServer/chatServer.js';
import { scriptedAgent } from '../../chatServer/scriptedAgent.js';
import { angularVersions, bundleExample } from './bundleExample.js';
import { serveExample } from './serveExample.js';

const { values } = parseArgs({
  options: { version: { type: 'string', default: '20' }, port: { type: 'string', default: '0' } },
});
const port = Number(values.port);
const version = angularVersions.find((known) => known === values.version);

if (version === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`npm run example:angular -- --version ${angularVersions.join('|')} --port 0…65535`);
  process.exitCode = 2;
} else {
  stopWhenAsked();
  const chats = await startChatServer();
  await scriptedAgent(chats.desk);
  const { url } = await serveExample(await bundleExample(version, chats.dataURL), port);
  console.log(`The example on Angular ${version}: ${url} — an agent answers by itself. Ctrl+C stops.`);
}
