import type { Row, RowKind } from './shared/row.js';
import { marks } from './shared/row.js';

const isKind = (value: unknown): value is RowKind => typeof value === 'string' && Object.hasOwn(marks, value);

/** Rows as the page posts them; what is no row is left out. */
export const readRows = (json: unknown): Row[] => {
  const items: readonly unknown[] = Array.isArray(json) ? json : [];
  return items.flatMap((item) => {
    const given = new Map<string, unknown>(Object.entries(item ?? {}));
    const [at, kind, name, summary] = ['at', 'kind', 'name', 'summary'].map((field) => given.get(field));
    const whole = typeof at === 'number' && isKind(kind) && typeof name === 'string' && typeof summary === 'string';
    return whole ? [{ at, kind, name, summary }] : [];
  });
};
