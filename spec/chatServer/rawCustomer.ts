import type { TranscriptEvent } from './conversation/transcriptEvent.js';
import type { ServedError } from './weather.js';

/** What a GMS answer may hold. */
export interface GmsBody {
  readonly statusCode?: number;
  readonly chatEnded?: boolean;
  readonly chatId: string;
  readonly alias: string;
  readonly userId: string;
  readonly secureKey: string;
  readonly nextPosition?: number;
  readonly messages: readonly TranscriptEvent[];
  readonly errors: readonly ServedError[];
  readonly idleTimerExpire?: number;
  readonly userData?: Readonly<Record<string, string>>;
}

export interface GmsReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: GmsBody;
}

type Fields = Readonly<Record<string, string>>;

/** POSTs a form, or whatever the body is, and reads the JSON that comes back. */
export const post = async (url: string, body: Fields | FormData | string = {}): Promise<GmsReply> => {
  const sent = typeof body === 'string' || body instanceof FormData ? body : new URLSearchParams(body);
  const response = await fetch(url, { method: 'POST', body: sent });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

/** A customer in a chat who knows nothing but HTTP. Keeps the keys it began with, unless told otherwise. */
export const rawCustomer = async (dataURL: string, fields: Fields = { nickname: 'Jonny' }) => {
  const { body } = await post(`${dataURL}/`, fields);
  const { chatId, alias, secureKey, userId } = body;
  const keys = { alias, secureKey, userId };
  const url = (operation: string): string => `${dataURL}/${chatId}/${operation}`;
  return {
    chatId,
    keys,
    started: body,
    url,
    ask: (operation: string, more: Fields = {}): Promise<GmsReply> => post(url(operation), { ...keys, ...more }),
    upload: (file: File, more: Fields = {}): Promise<GmsReply> => {
      const form = new FormData();
      form.append('file', file);
      for (const [name, value] of Object.entries({ ...keys, ...more })) form.append(name, value);
      return post(url('file'), form);
    },
  };
};
