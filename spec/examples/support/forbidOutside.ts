/** What was reached for that a rendering has no business with. */
export const touched: string[] = [];

const refuse = (name: string): never => {
  touched.push(name);
  throw new Error(`${name} was touched on a server.`);
};

// Whether there is a `fetch` may be asked.
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket']) {
  Object.defineProperty(globalThis, name, { configurable: true, value: () => refuse(name) });
}
for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) {
  Object.defineProperty(globalThis, name, { configurable: true, get: () => refuse(name) });
}
