import { map, type Observable, of, switchMap } from 'rxjs';
import type { Entry, Frame, SessionData } from '../frames.js';
import { noSession } from '../gmsRest/noSession.js';
import { startFields } from '../gmsRest/startFields.js';
import type { StartRequest, Transport } from '../transport.js';
import { emptyFrame } from './bayeux.js';
import type { BayeuxCalls } from './bayeuxCalls.js';

/** The operations of GMS Chat API v2 over CometD but those on files. */
export const chatOverBayeux = (calls: BayeuxCalls, endpoint?: string): Transport => {
  const { begin, tell, hear } = calls;
  return {
    name: 'gmsCometd',
    noSession,
    start: (request) =>
      begin(noSession, 'requestChat', {
        ...startFields(request),
        userData: attached(request),
        ...(endpoint && { endpoint }),
      }),
    send: (session, { message, type: messageType = 'text', parentMessageID: id }) =>
      tell(session, 'sendMessage', {
        message,
        messageType,
        ...(id && { eventAttributes: { 'general-properties': { 'related-event-id': id } } }),
      }),
    end: (session) => tell(session, 'disconnect'),
    follow: (session, { after = 0 }) =>
      hear(session, 'requestNotifications', { transcriptPosition: Number(after) + 1 }),
    typing: (session, { isTyping, after = 0, preview: message = '' }) =>
      tell(session, isTyping ? 'startTyping' : 'stopTyping', { transcriptPosition: Number(after) + 1, message }),
    customNotice: (session, { message, eventAttributes }) =>
      tell(session, 'customNotice', { message, eventAttributes }),
    updateUserData: (session, userData) => tell(session, 'updateData', { userData }),
    ...transcript(calls),
  };
};

/** What GMS knows an asynchronous chat by. */
const attached = ({ userData, asynchronous }: StartRequest) =>
  asynchronous ? { ...userData, GCTI_Chat_AsyncMode: 'true' } : userData;

/** What was said before. */
const transcript = ({ ask }: BayeuxCalls): Pick<Transport, 'restore' | 'history'> => {
  const from = (session: SessionData, operation: string, transcriptPosition: number, fits = (_: Frame) => true) =>
    ask(fits, session, operation, { transcriptPosition });
  const lastIndex = (session: SessionData): Observable<number> =>
    from(session, 'refresh', -1).pipe(map(({ entries }) => Number(entries.at(-1)?.message.index ?? 0)));
  const page = (session: SessionData, before: number, count: number): Observable<Frame> => {
    if (before <= 1) return of(emptyFrame);
    const isOlder = ({ message }: Entry) => Number(message.index) < before;
    return from(session, 'refresh', Math.max(1, before - count), ({ entries }) => entries.some(isOlder)).pipe(
      map((frame) => ({ ...frame, entries: frame.entries.filter(isOlder) })),
    );
  };
  return {
    restore: (session, newest) =>
      newest === undefined
        ? from(session, 'requestNotifications', 1)
        : lastIndex(session).pipe(
            switchMap((last) => from(session, 'requestNotifications', Math.max(1, last - newest + 1))),
          ),
    history: (session, { before, count }) =>
      before === undefined
        ? lastIndex(session).pipe(switchMap((last) => page(session, last + 1, count)))
        : page(session, Number(before), count),
  };
};
