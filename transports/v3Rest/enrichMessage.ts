import { catchError, defer, forkJoin, map, type Observable, of, tap } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { ChatMessage, SessionData } from '../frames.js';
import { isObject, type JsonObject, textOf } from '../json.js';
import { send } from '../request.js';
import type { Transport, Wire } from '../transport.js';
import { dataUrlOf, isRaster } from './dataUrl.js';
import type { Calls } from './v3Calls.js';
import { contentUrl } from './v3Files.js';
import type { V3RestOptions } from './v3RestOptions.js';

/** Fields of our message. They are never taken from the server's JSON, not even if a preprocessor has removed one. */
const ours = [
  ...['type', 'text', 'from', 'index', 'timestamp', 'userData', 'eventAttributes', 'isTyping', 'fileDetails'],
  ...['content', 'restoring', '__proto__'],
];
const oursOfSender = ['id', 'name', 'type', 'participantId', '__proto__'];

const without = (names: readonly string[], json: unknown): JsonObject =>
  Object.fromEntries(Object.entries(isObject(json) ? json : {}).filter(([name]) => !names.includes(name)));

/** The largest image that is loaded, in bytes. */
const largest = 2 * 1024 ** 2;
/** How many contents of one message are loaded. */
const most = 10;
/** The longest wait for an image if calls have no limit, in ms: the messages after it wait, too. */
const longest = 3000;

const unusable = (): TransportFailure => new TransportFailure('Refused', 'No raster image of at most 2 MB');

const read = async (reply: Response): Promise<Blob> => {
  if (Number(reply.headers.get('Content-Length')) > largest) throw unusable();
  const blob = await reply.blob();
  if (blob.size > largest || !isRaster(blob.type)) throw unusable();
  return blob;
};

/** The address of a file; a file that is not of the chat's own origin keeps its address. */
const placeOf = (dataURL: string, url: string): { readonly address: string; readonly isOwn: boolean } => {
  try {
    return { address: contentUrl(dataURL, url), isOwn: true };
  } catch {
    return { address: url, isOwn: false };
  }
};

/** A content with the address of its file; an image of the chat's own origin as a `data:` URL, if it comes in time. (B21) */
const showing =
  (call: Calls, { fetch }: Wire, { dataURL, ajaxTimeout }: V3RestOptions, session: SessionData) =>
  (content: unknown, place: number): Observable<unknown> => {
    if (!isObject(content) || !textOf(content.mime) || typeof content.url !== 'string') return of(content);
    const { address, isOwn } = placeOf(dataURL, content.url);
    const addressed = { ...content, url: address };
    if (!isOwn || !isRaster(textOf(content.mime)) || place >= most) return of(addressed);
    return defer(() => {
      const exchange = call(session, 'GET', '', undefined, ajaxTimeout || longest);
      return send<Response, string>(fetch, { ...exchange, url: address }, async (reply) =>
        dataUrlOf(await read(reply)),
      );
    }).pipe(
      map((url) => ({ ...content, url })),
      catchError(() => of(addressed)),
    );
  };

/** Contents by their message: getTranscript asks for those that an event had. */
const shownBefore = new WeakMap<ChatMessage, readonly unknown[]>();

/** The fields of the server's JSON that our message does not have. (B20) */
const enriched = ({ from, timestamp, ...message }: ChatMessage, original: unknown): JsonObject => {
  const { utcTime, ...json } = without(ours, original);
  const { nickname, ...sender } = without(oursOfSender, isObject(original) ? original.from : undefined);
  const time = textOf(utcTime) ? utcTime : timestamp;
  return {
    ...json,
    ...(timestamp !== undefined && { timestamp }),
    ...(time !== undefined && { utcTime: time }),
    ...message,
    from: { nickname: textOf(nickname) || from.name, ...sender, ...from },
  };
};

/** Messages as Widgets hand them to pages over v3. Loads with the first of them, which only a bus asks for. */
export const enrichMessage = (
  call: Calls,
  wire: Wire,
  options: V3RestOptions,
): Pick<Required<Transport>, 'enrich'> => ({
  enrich(session, { message, original }) {
    const full = enriched(message, original);
    const { content } = full;
    if (!Array.isArray(content) || content.length === 0) return of(full);
    const known = shownBefore.get(message);
    if (known) return of({ ...full, content: known });
    return forkJoin(content.map(showing(call, wire, options, session))).pipe(
      tap((contents) => shownBefore.set(message, contents)),
      map((contents) => ({ ...full, content: contents })),
    );
  },
});
