import type { IncomingHttpHeaders } from 'node:http';
import type { JsonRecord } from './conversation/transcriptEvent.js';
import type { ChatRequest } from './desk.js';
import type { Form } from './http/form.js';
import type { Operation } from './weather.js';

/** What was asked of the chat server, secrets blotted out. */
export interface RequestLog {
  /** Notes a request; the returned function adds the chat that it began. */
  note(request: Noted): (chatId: string) => void;
  list(chatId?: string): readonly ChatRequest[];
  clear(): void;
}

interface Noted {
  readonly operation: Operation;
  readonly chatId?: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Form;
  readonly at: number;
}

const MOST = 10_000;
const SECRET_FIELDS: readonly string[] = ['secureKey', 'alias', 'userId'];
const SECRET_HEADERS = ['apikey', 'authorization', 'x-api-key', 'x-nexus-client-key'] as const;
const OPEN_HEADERS = ['content-type', 'accept', 'origin'] as const;

const blot = (value: unknown): unknown => (value === '' ? '' : '•••');

const openFields = ({ fields, file }: Form): JsonRecord => ({
  ...Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, SECRET_FIELDS.includes(name) ? blot(value) : value]),
  ),
  ...(file && { file: `${file.name} (${file.bytes.length} bytes)` }),
});

const openHeaders = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(OPEN_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
  ...Object.fromEntries(SECRET_HEADERS.flatMap((name) => (headers[name] ? [[name, '•••']] : []))),
});

export const requestLog = (): RequestLog => {
  let entries: ChatRequest[] = [];
  const counts = new Map<string, number>();
  return {
    note({ operation, chatId, path, headers, form, at }) {
      const key = JSON.stringify([chatId, operation]);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const facts = { operation, at, count, path, headers: openHeaders(headers), form: openFields(form) };
      const entry = chatId === undefined ? facts : { ...facts, chatId };
      if (entries.push(entry) > MOST) entries = entries.slice(-MOST / 2);
      return (begun) => {
        const place = entries.lastIndexOf(entry);
        if (place >= 0) entries[place] = { ...facts, chatId: begun };
      };
    },
    list: (chatId) => entries.filter((entry) => chatId === undefined || entry.chatId === chatId),
    clear() {
      entries = [];
      counts.clear();
    },
  };
};
