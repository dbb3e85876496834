import { defer, map, type Observable, switchMap, tap } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, MessageIndex, SessionData } from '../frames.js';
import { pathPart } from '../pathPart.js';
import { request } from '../request.js';
import type { StartRequest, Transport, TransportFactory, UserData } from '../transport.js';
import { filesOnDemand } from './filesOnDemand.js';
import { startAnswer, v3Answer } from './v3Answer.js';
import { type Calls, v3Calls } from './v3Calls.js';
import type { V3RestOptions } from './v3RestOptions.js';

const noSession: SessionData = { participantId: '', sessionId: '', token: '', transportId: '' };

/** How long a server may hold a poll, in ms. */
const longestPoll = 60_000;
/** More than a chat has. */
const everyMessage = 10_000;

/**
 * Genesys Multicloud CX chat (PureEngage v3) over REST: the reference's "pureengage-v3-rest".
 *
 * @throws TypeError that names the option that is wrong
 * @example
 * const headers = { 'x-api-key': '…' };
 * createWebChatService({ transport: v3Rest({ dataURL: 'https://host/nexus/v3/chat/sessions', headers }) });
 */
export const v3Rest = (options: V3RestOptions): TransportFactory => {
  const call = v3Calls(options);
  return (wire) => {
    const asking =
      (read: typeof v3Answer, fetch = wire.fetch) =>
      (...to: Parameters<Calls>): Observable<Frame> =>
        defer(() => request(fetch, call(...to), read));
    const ask = asking(v3Answer);
    const begin = asking(startAnswer);
    const askPatiently = asking(v3Answer, wire.patientFetch);
    const restore = (session: SessionData, count = everyMessage) => askPatiently(session, 'GET', 'messages', { count });
    const say = (session: SessionData, type: string, text: string) =>
      ask(session, 'POST', 'messages', { data: { type, text } });
    return {
      ...traits,
      ...paceOf(options),
      start: (request) => begin(request.session ?? noSession, 'POST', '', { data: startFields(options, request) }),
      resume: (session, newest, userData = {}) =>
        defer(() => begin(withToken(session), 'POST', '', { data: fixedFields(options, userData) })).pipe(
          switchMap(({ session: keys }) =>
            restore({ ...noSession, ...keys }, newest).pipe(
              map((frame) => ({ ...frame, session: { ...keys, ...frame.session } })),
            ),
          ),
        ),
      restore,
      history: (session, { before, count }) => askPatiently(session, 'GET', 'messages', { ...at(before), count }),
      poll: polling((session, fields, last) => ask(session, 'GET', 'messages', fields, last ? undefined : longestPoll)),
      send: (session, { message, type = 'text' }) => say(session, type === 'text' ? 'Text' : type, message),
      typing: (session, { isTyping, preview = '' }) =>
        say(session, isTyping ? 'TypingStarted' : 'TypingStopped', preview),
      updateUserData: (session, data) => ask(session, 'PUT', 'userdata', { data }),
      end: (session) => defer(() => ask(session, 'DELETE', `participants/${pathPart(session.participantId ?? '')}`)),
      ...filesOnDemand(call, wire, options),
    };
  };
};

const isSessionLost = ({ status, errors }: TransportFailure, restoring: boolean): boolean =>
  status === 404 || (restoring && status === 401) || errors.some(({ code }) => code === 'INVALID_SESSION');

/** It publishes no bots (E46). */
const traits = { name: 'v3Rest', noSession, isSessionLost, bots: false } as const;

const paceOf = ({ pollTimeout, pollIntervalMultiplier }: V3RestOptions) =>
  (pollTimeout ?? pollIntervalMultiplier) !== undefined && {
    pace: { gap: pollTimeout ?? 3000, multiplier: pollIntervalMultiplier ?? 1.2 },
  };

/** Without one the server would begin another chat. */
const withToken = (session: SessionData): SessionData => {
  if (session.token) return session;
  throw new TransportFailure('Refused', 'The session data have no token: pass on what was saved, or the token itself');
};

/**
 * Each poll names the position, so that it also gets what went to another page or was lost with an answer (E22). If nothing is known
 * yet it asks for everything. A server whose answers begin with the message at that position would answer a held poll at once: after
 * two such answers in a row, polls name the position only if something may be lost.
 */
const polling = (
  ask: (session: SessionData, fields: Parameters<Calls>[3], last?: boolean) => Observable<Frame>,
): NonNullable<Transport['poll']> => {
  let repeats = 0;
  return (session, { after, again, last }) =>
    defer(() => {
      if (after === undefined) return ask(session, { count: everyMessage }, last);
      if (repeats > 1 && !again) return ask(session, {}, last);
      return ask(session, at(after), last).pipe(
        tap(({ entries }) => {
          if (repeats < 2) repeats = entries[0]?.message.index === after ? repeats + 1 : 0;
        }),
      );
    });
};

const at = (index: MessageIndex | undefined) => (index === undefined ? {} : { index });

/** What goes with every chat, whether it begins or is resumed (C41). */
const fixedFields = ({ endpoint, clientType }: V3RestOptions, userData: UserData) => ({
  userData: userData.phone ? { ...userData, PhoneNumber: userData.phone } : userData,
  ...(endpoint && { endpoint }),
  ...(clientType && { clientType }),
});

/** The form's fields under the server's names, what it does not know as it is. */
const startFields = (options: V3RestOptions, { form, userData }: StartRequest) => {
  const { firstname, lastname, nickname, ...others } = form;
  const { stream, interactionData } = options;
  const firstName = firstname ?? others.firstName;
  const lastName = lastname ?? others.lastName;
  const fields = {
    ...others,
    firstName,
    lastName,
    nickname: nickname || firstName,
    ...fixedFields(options, userData),
    ...(stream && { stream }),
    ...(interactionData && { interactionData }),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
};
