import type { BusDatum, Member } from './members.js';

type Publish = (event: string, data: unknown) => unknown;

const isPrimitive = (value: unknown): boolean => Object(value) !== value;

/** What a plugin sets for others to read; `publish` tells each change. */
export const dataOf = (own: Member, members: ReadonlyMap<string, Member>, publish: Publish) => {
  const all = () => Object.fromEntries(own.data);
  const read = (key: string): unknown => {
    const dot = key.indexOf('.');
    const found = own.data.get(key) ?? members.get(key.slice(0, dot))?.data.get(key.slice(dot + 1));
    return found?.value;
  };
  const set = (key: string, value: unknown): void => {
    const before = own.data.get(key);
    if (before && Object.is(before.value, value)) return;
    const datum = { ...(before && { last: before.value }), value, time: Date.now() };
    own.data.set(key, datum);
    publish('data', all());
    publish(`data.${key}`, datum);
    if (isPrimitive(value)) publish(`data.${key}:${typeof value === 'string' ? `'${value}'` : String(value)}`, datum);
  };
  function data(): Record<string, BusDatum>;
  function data(key: string, value?: unknown): unknown;
  function data(key?: string, value?: unknown): unknown {
    if (key === undefined) return all();
    if (value !== undefined && value !== null) set(key, value);
    return read(key);
  }
  return data;
};
