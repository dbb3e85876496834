import type { ServedError } from './weather.js';

/** A message as v3 words it. */
export interface V3Message {
  readonly index: string;
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly utcTime: number;
  readonly from: { readonly nickname: string; readonly type: string; readonly participantId: string };
  readonly content?: readonly { readonly type: string; readonly mime: string; readonly url: string }[];
  readonly userData?: Readonly<Record<string, unknown>>;
  readonly eventAttributes?: Readonly<Record<string, unknown>>;
}

export interface V3Reply {
  readonly status: number;
  readonly code: ServedError['code'];
  readonly data: {
    readonly clientToken: string;
    readonly selfUri: string;
    readonly messages: readonly V3Message[];
    readonly chatEnded?: boolean;
  };
}

type Fields = Readonly<Record<string, string>>;

/** One v3 call: a GET's fields go into its query, the others' into a form. */
export const callV3 = async (
  method: string,
  url: string,
  headers: Fields = {},
  fields: Fields | FormData = {},
): Promise<V3Reply> => {
  const form = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const response =
    method === 'GET' ? fetch(`${url}?${form}`, { headers }) : fetch(url, { method, headers, body: form });
  const { status } = await response;
  const { status: said, data = {} } = await (await response).json();
  return { status, code: said?.code, data };
};

/** What a token says. */
export const readToken = (token: string): Fields =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** A customer in a v3 session who knows nothing but HTTP. */
export const rawV3Customer = async (v3URL: string, fields: Fields = { 'data[nickname]': 'Jonny' }) => {
  const { data } = await callV3('POST', v3URL, {}, fields);
  const token = data.clientToken;
  const { sessionId = '', participantId = '' } = readToken(token);
  const url = (place: string): string => `${v3URL}/${sessionId}/${place}`;
  return {
    started: data,
    token,
    sessionId,
    participantId,
    url,
    ask: (method: string, place: string, more: Fields | FormData = {}, key = token): Promise<V3Reply> =>
      callV3(method, url(place), { 'x-nexus-client-key': key }, more),
    get: (query: Fields = {}): Promise<V3Reply> =>
      callV3('GET', url('messages'), { 'x-nexus-client-key': token }, query),
    say: (text: string, type = 'Text'): Promise<V3Reply> =>
      callV3('POST', url('messages'), { 'x-nexus-client-key': token }, { 'data[type]': type, 'data[text]': text }),
    end: (): Promise<V3Reply> =>
      callV3('DELETE', url(`participants/${participantId}`), { 'x-nexus-client-key': token }, { operationId: 'x' }),
  };
};
