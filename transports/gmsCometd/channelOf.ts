import { defer, filter, finalize, map, type Observable, share } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Entry, Frame } from '../frames.js';
import { gmsAnswer } from '../gmsRest/gmsAnswer.js';
import type { Connection } from './connect.js';

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
  fallback?: Push;
  /** Nobody waits any more; the server may answer all the same. */
  abandoned?: boolean;
}

/** What the server has pushed. */
export interface Push {
  readonly data: unknown;
  /** Absent if the server refuses, or what it says cannot be read. */
  readonly frame?: Frame;
  readonly refused?: boolean;
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
    return gmsAnswer(data, { secrets: [] });
  } catch (error) {
    if (error instanceof TransportFailure) return error;
    throw error;
  }
};

/** Nothing in a push names the request that it answers: this finds the one that fits. E41 */
export const channelOf = ({ messages$ }: Connection): Channel => {
  let open: readonly Question[] = [];
  const close = (closed: readonly Question[]): void => {
    open = open.filter((question) => !closed.includes(question));
  };
  const pushOf = (data: unknown): Push => {
    const found = read(data);
    const asking = open.filter((question) => question.isAbout(data));
    if (found instanceof TransportFailure) {
      const refused = found.kind === 'Refused';
      // Requests are answered in their order.
      return { data, refused, answered: asking.slice(0, 1).filter(({ orUnreadable }) => refused || orUnreadable) };
    }
    const left = [...found.entries];
    asking.sort((one, other) => Number(one.abandoned ?? false) - Number(other.abandoned ?? false));
    const answered = asking.filter((question) => question.isAnswered?.(found, left));
    const push = { data, frame: found, answered };
    for (const question of asking) if (question.mayBeAnswered?.(found, left)) question.fallback ??= push;
    return push;
  };
  const pushes$ = messages$.pipe(
    map((data) => {
      const push = pushOf(data);
      close(push.answered);
      return push;
    }),
    share(),
  );
  return {
    pushes$,
    answers: (question) =>
      defer(() => {
        open = [...open, question];
        return pushes$.pipe(
          filter(({ answered }) => answered.includes(question)),
          finalize(() => {
            question.abandoned = true;
            // An acknowledgement has answered these.
            if (!question.isAnswered) close([question]);
          }),
        );
      }),
  };
};
