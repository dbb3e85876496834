// In the bundle for the browser this import leads to browserWorld.ts (spec/browser/bundle.ts).
import { surroundings } from './nodeWorld.js';
import type { Clock, World } from './surroundings.js';
import { type OpenVisit, visitPage } from './visit.js';
import { type WatchedServer, watchServer } from './watchServer.js';

export type { Visit, VisitOptions, World } from './surroundings.js';

/** How long one story may take, in ms. */
const patience = 15_000;

interface Running extends WatchedServer {
  close(): Promise<void>;
}

const startServer = async (): Promise<Running> => {
  const { side, close } = await surroundings.reachServer();
  return { ...watchServer(side), close };
};

/**
 * The world of the stories of one `describe`: call it there, use it in each `it`.
 * Each test has a storage of its own. After it every visit is disposed of, the weather is cleared and the server is brought back;
 * a test that left a command unsettled, an event awaited, lasting weather or the server down fails in its "after each" hook.
 */
export const world = (): World => {
  const open = new Set<OpenVisit>();
  let running: Running | undefined;
  let storage = '';
  let passed = 0;

  const server = (): Running => {
    if (!running) throw new Error('Use the world inside a test: the chat server runs only there.');
    return running;
  };
  before(async () => {
    running = await startServer();
  });
  after(() => running?.close());
  beforeEach(function () {
    this.currentTest?.timeout(patience);
    storage = `story-${crypto.randomUUID()}`;
    passed = 0;
  });
  afterEach(async () => {
    const left = (await Promise.all([...open].map((visit) => visit.finish()))).flat();
    left.push(...(await server().putRight()));
    if (left.length > 0) throw new Error(`The story ended too early: ${left.join(', ')}.`);
  });

  const clock: Clock = {
    now: () => Date.now() + passed,
    forward: (ms) => {
      passed += ms;
    },
  };
  return {
    where: surroundings.where,
    transport: surroundings.transport,
    get server() {
      return server().side;
    },
    open: async (options = {}) => {
      const { urls } = server().side;
      const page = await surroundings.openPage(storage);
      return visitPage(page, options, { transport: surroundings.transport, urls, storage, clock, open });
    },
  };
};
