import { createWebChatService } from '../../lib/createWebChatService.js';
import type { SessionStore } from '../../lib/options.js';
import type { WebChatService } from '../../lib/service.js';
import { connectDesk } from '../chatServer/deskClient.js';
import { transportNamed } from '../reference/abilities.js';
import { startStoryServer } from './storyServer.js';
import type { Page, Surroundings } from './surroundings.js';
import { transportOf } from './transportOf.js';

/** One loaded document: what lives in it can be ended as abruptly as a browser does. */
interface Life {
  readonly fetch: typeof globalThis.fetch;
  readonly store: SessionStore;
  hold(service: WebChatService): WebChatService;
  end(): void;
}

const life = (kept: Map<string, string>): Life => {
  const death = new AbortController();
  const { signal } = death;
  const services: WebChatService[] = [];
  return {
    // Nobody is left to hear how a request ends that the end cut off.
    fetch: (input, init) =>
      new Promise((resolve, reject) => {
        const both = init?.signal ? AbortSignal.any([signal, init.signal]) : signal;
        fetch(input, { ...init, signal: both }).then(
          (response) => !signal.aborted && resolve(response),
          (error) => !signal.aborted && reject(error),
        );
      }),
    store: {
      get: async (key) => kept.get(key),
      set: async (key, value) => !signal.aborted && kept.set(key, value),
      delete: async (key) => !signal.aborted && kept.delete(key),
    },
    hold(service) {
      services.push(service);
      return service;
    },
    end() {
      death.abort();
      // It reaches nothing and nobody any more: this only stops its timers.
      for (const service of services) void service.dispose();
    },
  };
};

const storages = new Map<string, Map<string, string>>();

const storageOf = (name: string): Map<string, string> => {
  const kept = storages.get(name) ?? new Map<string, string>();
  storages.set(name, kept);
  return kept;
};

const openPage = async (storage: string): Promise<Page> => {
  const kept = storageOf(storage);
  let now = life(kept);
  return {
    createService({ environment, ...options }, route) {
      const { fetch, store, hold } = now;
      const surrounded = { ...options, environment: { fetch, ...environment } };
      return hold(createWebChatService({ transport: transportOf(route), store, ...surrounded }));
    },
    carryIn: (value) => value,
    carryOut: (reason) => reason,
    async reload() {
      now.end();
      now = life(kept);
    },
    async leave() {
      now.end();
    },
  };
};

const transport = transportNamed(process.env.STORIES_TRANSPORT);

// CometD's client wants a `window`.
if (transport === 'gmsCometd') (await import('cometd-nodejs-client')).adapt();

/** Node: a chat server for each `describe`, pages that are played, a Map for a storage. */
export const surroundings: Surroundings = {
  where: 'node',
  transport,
  openPage,
  async reachServer() {
    const { urls, controlURL, close } = await startStoryServer(transport);
    const { desk, weather, goDown, comeBack } = connectDesk(controlURL);
    return { side: { urls, desk, weather, goDown, comeBack }, close };
  },
};
