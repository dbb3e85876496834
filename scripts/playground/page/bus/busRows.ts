import type { BusEvent } from '../../../../lib/bridges/bus/bus.js';
import { masked } from '../../shared/masked.js';
import type { Row } from '../../shared/row.js';
import { shownOptions } from '../../shared/rowOf.js';
import { preview } from './preview.js';

const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

/** Who says what, where messages are told of. */
const spoken = (data: unknown): string | undefined => {
  const messages = field(data, 'messages');
  if (!Array.isArray(messages) || messages.length === 0) return undefined;
  const texts = messages.map((message: unknown) => {
    const from = field(message, 'from');
    return `${field(from, 'name') || field(from, 'type')}: ${preview(field(message, 'text') || field(message, 'type'), 1)}`;
  });
  return preview(`messages: ${texts.join(', ')}`);
};

const summaryOf = (data: unknown): string => {
  const isEmpty = typeof data === 'object' && data !== null && Object.keys(data).length === 0;
  return isEmpty ? '' : (spoken(data) ?? preview(data));
};

/** What the bus told of, with its data as it has them. */
export const eventRow = ({ time, event, data }: BusEvent): Row => {
  const shown = masked(data);
  return { at: time, kind: 'event', name: event, summary: summaryOf(shown), data: shown };
};

/** A command that goes out. */
export const callRow = (name: string, options: object = {}): Row => {
  const shown = shownOptions(name.slice(name.lastIndexOf('.') + 1), options);
  return { at: Date.now(), kind: 'call', name, summary: summaryOf(shown), data: shown };
};

const outcomeRow = (kind: 'resolved' | 'rejected', word: string) => (name: string, value: unknown) => {
  const data = masked(value);
  const message = field(data, 'message');
  const words = kind === 'rejected' && typeof message === 'string' ? message : summaryOf(data);
  const summary = value === undefined || words === '' ? word : `${word}: ${words}`;
  return { at: Date.now(), kind, name, summary, data } satisfies Row;
};

/** It went well, with that. */
export const doneRow = outcomeRow('resolved', 'done');

/** It did not, for that reason. */
export const failRow = outcomeRow('rejected', 'fail');
