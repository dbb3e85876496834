import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import type { SessionStore } from '../options.js';

/** One database. Its connection is opened anew after `versionchange`, and after a failure: iOS drops it without an event. O15 */
const connect = (name: string): UseStore => {
  const database = createStore(name, 'sessions');
  let drop: (() => void) | undefined;
  return async (mode, work) => {
    const attempt = () =>
      database(mode, (rows) => {
        const { db } = rows.transaction;
        // Until all connections are closed, a page's deleteDatabase and every other tab wait.
        db.onversionchange = drop = () => {
          drop = undefined;
          db.close();
          // idb-keyval opens a new connection after this event, which the browser sends only for those that it closes.
          db.dispatchEvent(new Event('close'));
        };
        return work(rows);
      });
    return attempt().catch(() => {
      drop?.();
      return attempt();
    });
  };
};

/**
 * Keeps sessions in IndexedDB, for every tab of the origin.
 * Where that is missing or forbidden, or fails later, it goes on from memory and loses nothing written here.
 * A connection that the browser dropped is opened anew; a page may delete the database at any time.
 * @param name the database, of its own since IndexedDB shares none between stores. @default 'webchat-streams'
 */
export const indexedDbStore = (name = 'webchat-streams'): SessionStore => {
  const database = connect(name);
  const written = new Map<string, string>();
  // Keys whose last word is here, not (yet) in the database.
  const unsaved = new Set<string>();

  const write = async (key: string, value?: string): Promise<void> => {
    unsaved.add(key);
    if (value === undefined) written.delete(key);
    else written.set(key, value);
    try {
      await database('readwrite', (rows) => {
        if (value === undefined) rows.delete(key);
        else rows.put(value, key);
        return promisifyRequest(rows.transaction);
      });
      if (written.get(key) === value) unsaved.delete(key);
    } catch {
      // It stays in memory. No IndexedDB throws here too: in an async function that is no different.
    }
  };

  return {
    async get(key) {
      if (unsaved.has(key)) return written.get(key);
      try {
        return await database('readonly', (rows) => promisifyRequest(rows.get(key)));
      } catch {
        return written.get(key);
      }
    },
    set: write,
    delete: (key) => write(key),
  };
};
