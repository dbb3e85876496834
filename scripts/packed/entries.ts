import { readFileSync } from 'node:fs';
import { objectOf } from '../../transports/json.js';

/** A way into the package, as a reader takes it. */
export interface Entry {
  readonly specifier: string;
  readonly names: readonly string[];
  /** What is done with the names first. */
  readonly usage: string;
  /** Optional peers that it needs, taken from what is installed here. */
  readonly needs?: readonly string[];
}

const known: readonly Entry[] = [
  {
    specifier: 'webchat-streams',
    names: ['createWebChatService'],
    usage: `
      const service = createWebChatService({ transport: gmsRest({ dataURL: 'http://localhost/gms' }), store: new Map() });
      service.events.messageReceived$.subscribe(({ messages }) => messages);`,
  },
  { specifier: 'webchat-streams/transports', names: ['gmsRest'], usage: 'if (!gmsRest) throw new Error();' },
  {
    specifier: 'webchat-streams/cometd',
    names: ['gmsCometd'],
    usage: `gmsCometd({ cometURL: 'http://localhost/genesys/cometd' });`,
    needs: ['cometd'],
  },
  {
    specifier: 'webchat-streams/cxbus',
    names: ['connectCxBus', 'createCxBus'],
    usage: 'connectCxBus(service, createCxBus()).disconnect();',
  },
  {
    specifier: 'webchat-streams/angular',
    names: ['injectWebChatService', 'provideWebChatService', 'WEB_CHAT_SERVICE'],
    usage: `
      provideWebChatService({ transport: gmsRest({ dataURL: 'http://localhost/gms' }) });
      if (!WEB_CHAT_SERVICE || !injectWebChatService) throw new Error();`,
    needs: ['@angular/core'],
  },
  {
    specifier: 'webchat-streams/testing',
    names: ['connectDesk', 'frameOf', 'scripted', 'scriptedAgent', 'startChatServer'],
    usage: `
      const chats = await startChatServer({ seed: 1 });
      const agent = await scriptedAgent(connectDesk(chats.controlURL).desk);
      await agent.stop();
      await chats.close();
      await createWebChatService({ transport: scripted({ poll: [frameOf()] }).transport, store: new Map() }).dispose();`,
  },
  {
    specifier: 'webchat-streams/testing/scripted',
    names: ['messageOf'],
    usage: 'if (messageOf().type !== "Message") throw new Error();',
  },
];

/** Files that are asked for by their name, and no module. */
const files = new Set(['./package.json', './global']);

/** Every module that package.json exports. @throws where one has no usage here */
export const entries = (): readonly Entry[] => {
  const paths = Object.keys(objectOf(objectOf(readFileSync('package.json', 'utf8'))?.exports) ?? {});
  return paths
    .filter((path) => !files.has(path))
    .map((path) => {
      const specifier = path.replace(/^\./, 'webchat-streams');
      const entry = known.find((each) => each.specifier === specifier);
      if (!entry) throw new Error(`package.json exports ${path}: say in scripts/packed/entries.ts how it is used.`);
      return entry;
    });
};

const importOf = ({ specifier, names }: Entry): string => `import { ${names.join(', ')} } from '${specifier}';`;

const requireOf = ({ specifier, names }: Entry): string => `const { ${names.join(', ')} } = require('${specifier}');`;

/** What a reader writes first, of all entries: the same text is TypeScript and JavaScript. */
export const firstSteps = (all: readonly Entry[]): { readonly esm: string; readonly cjs: string } => {
  const usage = [...all.map((entry) => entry.usage), 'await service.dispose();'].join('\n');
  return {
    esm: [...all.map(importOf), usage].join('\n'),
    cjs: [...all.map(requireOf), `(async () => {\n${usage}\n})();`].join('\n'),
  };
};
