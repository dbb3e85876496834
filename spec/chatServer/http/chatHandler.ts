import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Conversation } from '../conversation/conversation.js';
import { Refusal } from '../conversation/refusal.js';
import type { LocalWeather, Strike } from '../localWeather.js';
import type { RequestLog } from '../requestLog.js';
import type { ServerClock } from '../serverClock.js';
import { type Answer, breakOff, type Portion, writeAnswer } from './answer.js';
import { cors } from './cors.js';
import type { Call, Face } from './face.js';
import { type Form, nest, parseForm } from './form.js';
import { garble } from './garble.js';
import type { HttpHandler } from './httpHost.js';
import { readBody } from './readBody.js';

interface Behind {
  /** The first that recognises a request serves it; the first of all refuses what none does. */
  readonly faces: readonly [Face, ...Face[]];
  readonly weather: LocalWeather;
  readonly log: RequestLog;
  readonly clock: ServerClock;
}

/** What happens while the server acts. */
export const happening =
  ({ meanwhile }: Strike) =>
  (chat: Conversation): void => {
    if (meanwhile?.kind === 'rotateKeys') chat.keys.rotate(meanwhile.spare);
    if (meanwhile?.kind === 'endChat') chat.end(true);
  };

const answerTo = (face: Face, call: Call, form: Form, strike: Strike, began: (chatId: string) => void): Answer => {
  const { instead, spoiled } = strike;
  if (instead?.kind === 'statusCode') return face.instead(instead, call.chatId);
  if (instead?.kind === 'status') {
    const answer = face.instead(instead, call.chatId);
    const { retryAfter } = instead;
    return retryAfter === undefined ? answer : { ...answer, headers: { 'Retry-After': String(retryAfter) } };
  }
  const happens = happening(strike);
  const run = (): Answer => {
    try {
      return call.run(form, (chat) => {
        if (call.chatId === undefined) began(chat.chatId);
        happens(chat);
      });
    } catch (failure) {
      return face.refuse(failure, call.chatId);
    }
  };
  const { delivered, ...answer } = run();
  if (spoiled?.kind === 'garble') return garble(answer, spoiled, face.mistyped);
  return { ...answer, delivered };
};

const portionOf = ({ spoiled }: Strike): Portion => {
  if (spoiled?.kind !== 'truncate') return 'whole';
  return spoiled.connection === 'cut' ? 'cut' : 'half';
};

/** A request that somebody serves, read. */
interface Read {
  readonly face: Face;
  readonly call: Call;
  readonly form: Form;
  readonly path: string;
}

/** Reads a request, or answers why it cannot be served. */
const read = async (
  [first, ...others]: Behind['faces'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Read | undefined> => {
  const { method = '', url = '', headers } = request;
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  let face = first;
  try {
    let call: Call | undefined;
    for (face of [...others, first]) {
      call = face.recognise(method, path, headers);
      if (call !== undefined) break;
    }
    if (call === undefined) throw new Refusal('unknownPath', 'nothing is served at this path');
    if (method === 'GET') return { face, call, path, form: { fields: nest(new URLSearchParams(query)) } };
    return { face, call, path, form: await parseForm(await readBody(request), headers['content-type']) };
  } catch (failure) {
    request.resume();
    writeAnswer(response, face.refuse(failure));
    return undefined;
  }
};

/** Serves the requests of all faces, whatever the weather. */
export const chatHandler =
  ({ faces, weather, log, clock }: Behind): HttpHandler =>
  async (request, response) => {
    if (cors(request, response)) return;
    const asked = await read(faces, request, response);
    if (asked === undefined) return;
    const { face, call, form, path } = asked;
    const { headers } = request;
    const { chatId } = call;
    const operation = typeof call.operation === 'string' ? call.operation : call.operation(form);
    const began = log.note({ operation, chatId, path, headers, form, at: clock.now() });
    const strike = weather.strike(operation);
    const { delay, instead, spoiled } = strike;
    if (delay?.leg === 'request') await clock.pause(delay.ms);
    if (instead?.kind === 'dropBefore') {
      breakOff(response);
      return;
    }
    const answer = answerTo(face, call, form, strike, began);
    if (delay !== undefined && delay.leg !== 'request') await clock.pause(delay.ms);
    if (spoiled?.kind === 'dropAfter') breakOff(response);
    else writeAnswer(response, answer, portionOf(strike));
  };
