import { resolve } from 'node:path';
import { expect } from 'chai';
import { V3_PATH } from '../chatServer/v3/v3Path.js';
import { bundledFrom } from './support/exampleFiles.js';
import { visiting } from './support/visiting.js';

/** A page with a service on v3 whose chats live on; what is saved is in `saved`. */
const page = (dataURL: string) => `
  import { createWebChatService, v3Rest } from './lib/index.js';
  const saved = [];
  const service = createWebChatService({
    transport: v3Rest({ dataURL: '${new URL(V3_PATH, dataURL)}' }),
    async: { save: (data) => saved.push(data), load: () => undefined, remove: () => undefined },
  });
  Object.assign(window, { saved, start: () => service.startChat({ nickname: 'Jo' }).then(() => 'begun', String) });
`;

const files = async (dataURL: string): Promise<Record<string, string>> => ({
  '/': '<title>Chat</title><script type="module" src="stdin.js"></script>',
  ...(await bundledFrom({ stdin: { contents: page(dataURL), resolveDir: resolve('.'), sourcefile: 'page.ts' } })),
});

describe('What is loaded on demand', function () {
  this.timeout(30_000);

  it(
    'keeps what asynchronous chats are known by, also where its code could not be fetched at first',
    visiting(files, async ({ context, open }) => {
      let isDown = true;
      await context.route('**/asyncEngine-*.js', (route) => (isDown ? route.abort() : route.continue()));
      const tab = await open();
      await tab.waitForFunction(() => 'start' in window);
      expect(await tab.evaluate('start()'))
        .to.include('TransportFailure')
        .and.to.include('dynamically imported module');
      isDown = false;
      expect(await tab.evaluate('start()')).to.equal('begun');
      await tab.waitForFunction('saved.length > 0');
    }),
  );
});
