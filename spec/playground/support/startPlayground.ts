import { once } from 'node:events';
import { bundlePage } from '../../../scripts/playground/bundlePage.js';
import { createPlaygroundServer } from '../../../scripts/playground/createPlaygroundServer.js';
import { embedded } from '../../../scripts/playground/embedded.js';
import { listen } from '../../../scripts/playground/listen.js';
import type { Row } from '../../../scripts/playground/shared/row.js';

/** A running playground with a chat server of its own; its agent is quick. `told` is what the terminal is told. */
export const startPlayground = async (pace = 60) => {
  const [files, { server, parts }] = await Promise.all([bundlePage(), embedded(pace)]);
  const told: Row[] = [];
  const pages = createPlaygroundServer({ ...parts, transport: 'gmsRest', files, print: (row) => told.push(row) });
  const url = `http://localhost:${await listen(pages, 0)}/`;
  return {
    url,
    told,
    chats: server,
    play: parts.play,
    async [Symbol.asyncDispose]() {
      await parts.play.set({ scripted: false });
      pages.close();
      pages.closeAllConnections();
      await Promise.all([server.close(), once(pages, 'close')]);
    },
  };
};
