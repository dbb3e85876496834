import { defer, filter, finalize, ignoreElements, map, merge, type Observable, Subject, share } from 'rxjs';
import { asFailure, TransportFailure } from '../failures.js';
import type { Entry, Frame } from '../frames.js';
import { gmsAnswer } from '../gmsRest/gmsAnswer.js';
import { failing } from '../gmsRest/gmsFailures.js';
import type { Reading } from '../readAnswer.js';
import { saysEnded } from './bayeux.js';
import type { Connection } from './connect.js';

/** Nothing was asked: failures that show keys are made again with those of the chat. */
const unnamed: Reading = { secrets: [], fail: failing({ secrets: [] }) };

/** A request that the server has not answered yet. */
export interface Question {
  /** Whether a push concerns its chat. */
  isAbout(data: unknown): boolean;
  /** Whether a frame answers it. An entry that answers one question only is removed from `left`. Without it only a refusal does. */
  isAnswered?(frame: Frame, left: Entry[]): boolean;
  /** Whether a frame could be its answer: taken for it if no better one comes in time. */
  mayBeAnswered?(frame: Frame, left: readonly Entry[]): boolean;
  /** What cannot be read answers it too. Without that it waits on. */
  readonly orUnreadable?: boolean;
  /** It asks for what was said: a chat that is over answers that as long as there is something to say. */
  readonly follows?: boolean;
  fallback?: Push;
  /** The server has acknowledged it: an answer will come. */
  accepted?: boolean;
  /** Nobody waits any more; the server may answer all the same. */
  abandoned?: boolean;
  /** Another request was made after it: a refusal may be the answer to that one. */
  notLast?: boolean;
}

/** What the server has pushed. */
export interface Push {
  readonly data: unknown;
  /** Absent if the server refuses, or what it says cannot be read. */
  readonly frame?: Frame;
  /** It refuses a request that somebody waits for. */
  readonly claimed?: boolean;
  readonly answered: readonly Question[];
}

/** The pushes of one connection, and the questions that are open on it. */
export interface Channel {
  readonly pushes$: Observable<Push>;
  /** Opens a question; emits the pushes that answer it. */
  answers(question: Question): Observable<Push>;
}

const read = (data: unknown): Frame | TransportFailure => {
  try {
    return gmsAnswer(data, unnamed);
  } catch (error) {
    return asFailure(error);
  }
};

/** Those with the flag come last. */
const byFlag = (flag: 'follows' | 'abandoned') => (one: Question, other: Question) =>
  Number(one[flag] ?? 0) - Number(other[flag] ?? 0);

/** Nothing in a push names the request that it answers: this finds the one that fits. E41 */
const pushOf = (data: unknown, open: readonly Question[]): Push => {
  const frame = read(data);
  const asking = open.filter((question) => question.isAbout(data));
  if (frame instanceof TransportFailure) {
    const refused = frame.kind === 'Refused';
    // Requests are answered in their order.
    if (saysEnded(data)) asking.sort(byFlag('follows'));
    const answered = asking.slice(0, 1).filter(({ orUnreadable }) => refused || orUnreadable);
    return { data, claimed: refused && answered.some(({ abandoned }) => !abandoned), answered };
  }
  const left = [...frame.entries];
  asking.sort(byFlag('abandoned'));
  const answered = asking.filter((question) => question.isAnswered?.(frame, left));
  const push = { data, frame, answered };
  for (const question of asking) if (question.mayBeAnswered?.(frame, left)) question.fallback ??= push;
  return push;
};

/** The pushes of a connection, read once, and what they answer. */
export const channelOf = ({ messages$ }: Connection): Channel => {
  let open: readonly Question[] = [];
  const close = (closed: readonly Question[]): void => {
    open = open.filter((question) => !closed.includes(question));
  };
  // The caller gets the answer before the follower does: its consequences, e.g. the end of the chat, come after it.
  const answered$ = new Subject<Push>();
  const pushes$ = messages$.pipe(
    map((data) => {
      const push = pushOf(data, open);
      close(push.answered);
      answered$.next(push);
      return push;
    }),
    share(),
  );
  return {
    pushes$,
    answers: (question) =>
      defer(() => {
        if (!question.follows) for (const earlier of open) earlier.notLast = true;
        open = [...open, question];
        return merge(answered$, pushes$.pipe(ignoreElements())).pipe(
          filter(({ answered }) => answered.includes(question)),
          finalize(() => {
            question.abandoned = true;
            if (!question.accepted) close([question]);
          }),
        );
      }),
  };
};
