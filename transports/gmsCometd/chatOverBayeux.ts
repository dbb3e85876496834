import { map, type Observable, of, switchMap } from 'rxjs';
import type { Entry, Frame, SessionData } from '../frames.js';
import { noSession } from '../gmsRest/noSession.js';
import { startFields } from '../gmsRest/startFields.js';
import type { StartRequest, Transport } from '../transport.js';
import { emptyFrame } from './bayeux.js';
import type { BayeuxCalls } from './bayeuxCalls.js';
import { anyIndex, lastIndexIn, pageBefore, transcriptFrom } from './fittingAnswers.js';

type Talk = 'name' | 'noSession' | 'start' | 'send' | 'end' | 'follow' | 'typing' | 'customNotice' | 'updateUserData';
type Transcript = 'restore' | 'history';

/** The operations of GMS Chat API v2 over CometD but those on files. */
export type ChatOverBayeux = Required<Pick<Transport, Talk | Transcript>>;

/** @param endpoint where the chat goes in the contact centre */
export const chatOverBayeux = (calls: BayeuxCalls, endpoint?: string): ChatOverBayeux => {
  const { begin, tell, speak, hear } = calls;
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
      speak(message, session, 'sendMessage', {
        message,
        messageType,
        ...(id && { eventAttributes: { 'general-properties': { 'related-event-id': id } } }),
      }),
    end: (session) => tell(session, 'disconnect'),
    follow: (session, { after = 0 }) => hear(Number(after), session),
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
const transcript = ({ ask }: BayeuxCalls): Pick<ChatOverBayeux, Transcript> => {
  const lastIndex = (session: SessionData): Observable<number> =>
    ask(anyIndex, session, 'refresh', { transcriptPosition: -1 }).pipe(map((frame) => Math.max(0, lastIndexIn(frame))));
  const transcriptOf = (session: SessionData, transcriptPosition: number, last?: number): Observable<Frame> =>
    ask(transcriptFrom(transcriptPosition, last), session, 'requestNotifications', { transcriptPosition });
  /** @param known an index that is surely there */
  const page = (session: SessionData, before: number, count: number, known = before): Observable<Frame> => {
    if (before <= 1) return of(emptyFrame);
    const transcriptPosition = Math.max(1, before - count);
    const isOlder = ({ message }: Entry) => Number(message.index) < before;
    return ask(pageBefore(known), session, 'refresh', { transcriptPosition }).pipe(
      map((frame) => ({ ...frame, entries: frame.entries.filter(isOlder) })),
    );
  };
  return {
    restore: (session, newest) =>
      newest === undefined
        ? transcriptOf(session, 1)
        : lastIndex(session).pipe(switchMap((last) => transcriptOf(session, Math.max(1, last - newest + 1), last))),
    history: (session, { before, count }) =>
      before === undefined
        ? lastIndex(session).pipe(switchMap((last) => page(session, last + 1, count, last)))
        : page(session, Number(before), count),
  };
};
