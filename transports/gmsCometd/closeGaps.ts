import {
  BehaviorSubject,
  EMPTY,
  merge,
  mergeMap,
  Observable,
  type OperatorFunction,
  skip,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame } from '../frames.js';
import { numberOf } from '../json.js';
import { emptyFrame } from './bayeux.js';
import { indexesOf } from './fittingAnswers.js';

/** What closing gaps needs. */
export interface GapOptions {
  /** The last index that is known; 0: none. */
  readonly after: number;
  /**
   * Asks for everything from a position on; emits when the server has acknowledged that. The answer comes among the frames. Fails if the
   * server refuses, also after `settled$`: what looked like the answer may have been another push.
   */
  ask(position: number, settled$: Observable<unknown>): Observable<unknown>;
  /** The longest wait for an answer, in ms. */
  readonly timeout: number;
}

/** A frame and its place. */
interface Span {
  readonly frame: Frame;
  readonly indexes: readonly number[];
  /** Its first index; 0: it has no place. */
  readonly first: number;
}

/** @param behind where a chat ends of which the server says no more */
const spanOf = (frame: Frame, behind: number): Span => {
  const { chatEnded, unreadable, position, answer } = frame;
  const indexes = indexesOf(frame);
  const end = chatEnded ? (numberOf(answer.nextPosition) ?? behind) : 0;
  return { frame, indexes, first: indexes[0] ?? (unreadable ? Number(position ?? 0) : end) };
};

/**
 * A push says one new thing. The answer says nothing, several things, or what a held push has said.
 *
 * @param asked the position that is asked for
 */
const isAnswer = ({ frame, indexes, first }: Span, asked: number, held: readonly Span[]): boolean =>
  first === 0
    ? frame.entries.length === 0
    : held.some((span) => indexes.includes(span.indexes.at(-1) ?? 0)) ||
      (indexes.length > 0 && first <= asked && (held.length === 0 || indexes.length > 1));

/** Whether it says just what a held push has said: it may be that push a second time. */
const isRepeated = ({ frame, indexes }: Span, held: readonly Span[]): boolean =>
  held.some((span) => `${span.indexes}` === `${indexes}` && span.frame.chatEnded === frame.chatEnded);

/** Keys count in the order in which they come. */
const keysOf = ({ session }: Frame): Frame => ({ ...emptyFrame, session });

/** What is asked for. */
interface Asked {
  /** From here on; 0: nothing is asked for. */
  readonly position: number;
  /** The first index of the frame for whose sake it is asked. */
  readonly cause: number;
  /** It was asked for before. */
  readonly again?: boolean;
}

/** An index beyond a gap may be wrong: it is not taken for the position. */
const lastAfter = (last: number, { frame, first, indexes }: Span): number =>
  Math.max(last, first === last + 1 ? first : 0, Number(frame.position ?? indexes.at(-1) ?? 0));

/** Until the server has acknowledged a question, what looks like its answer may be another push: the position stays before it. */
const surePosition = (after: number, emit: (frame: Frame) => void, asked$: BehaviorSubject<Asked>) => {
  let unsure: readonly number[] = [after];
  let withheld = 0;
  const ask = (asked: Asked): void => {
    unsure = [...unsure, asked.position - 1];
    asked$.next(asked);
  };
  return {
    ask,
    /** Asks once more if the push may be a held one a second time. Returns whether it does. */
    askAgain(span: Span, held: readonly Span[]): boolean {
      const { position, cause, again } = asked$.value;
      const doubtful = !again && unsure.includes(position - 1) && isRepeated(span, held);
      if (doubtful) ask({ position, cause, again: true });
      return doubtful;
    },
    withhold(frame: Frame): Frame {
      if (frame.position === undefined) return frame;
      const known = Number(frame.position);
      const position = Math.min(known, ...unsure);
      if (position < known) withheld = Math.max(withheld, known);
      return { ...frame, position };
    },
    acknowledged(position: number): void {
      unsure = unsure.filter((before) => before !== position - 1);
      if (unsure.length > 0 || withheld === 0) return;
      emit({ ...emptyFrame, position: withheld });
      withheld = 0;
    },
  };
};

/** Emits the frames in their order, and asks for what is missing. */
const sequence = (after: number, emit: (frame: Frame) => void, asked$: BehaviorSubject<Asked>) => {
  let last = after;
  let held: readonly Span[] = [];
  const { withhold, ask, askAgain, acknowledged } = surePosition(after, emit, asked$);
  const show = (span: Span): void => {
    last = lastAfter(last, span);
    emit(withhold(span.frame));
  };
  const hold = (span: Span): void => {
    held = [...held, span].sort((one, other) => one.first - other.first);
    if (!asked$.value.position) ask({ position: last + 1, cause: span.first });
  };
  /** What starts up to `due` waits no longer; what waits for another gap is a new question. */
  const release = (due = 0): void => {
    const waiting = held;
    held = [];
    for (const span of waiting) (span.first <= Math.max(due, last + 1) ? show : hold)(span);
  };
  const settle = (due: number, answer?: Span): void => {
    asked$.next({ position: 0, cause: 0 });
    if (answer) show(answer);
    release(due);
  };
  const take = (frame: Frame): void => {
    const { position, cause } = asked$.value;
    const span = spanOf(frame, held.length && (held.at(-1)?.indexes.at(-1) ?? last) + 1);
    if (position && frame.heartbeat) return;
    if (position && isAnswer(span, position, held)) {
      if (askAgain(span, held)) emit(keysOf(frame));
      else settle(cause, span);
    } else if (span.first > last + 1) {
      emit(keysOf(frame));
      hold({ ...span, frame: { ...frame, session: {} } });
    } else {
      show(span);
      release();
    }
  };
  return { take, acknowledged, flush: () => settle(Number.POSITIVE_INFINITY) };
};

/**
 * Asks for what was said after `after`, and emits the frames in their order: what stands beyond a gap is held while the gap is
 * asked for, and released with the answer, whatever it holds, or when `timeout` is over. E40
 *
 * 1. Known up to 4: everything from 5 on is asked for. 2. The push of 7 overtakes the answer, and is held. 3. The answer holds 5, 6
 * and 7: it is emitted, then the push. 4. The push of 9 comes and is held: everything from 8 on is asked for.
 *
 * If the push of 9 comes twice before the server has acknowledged that question, it is asked once more: an answer with 9 alone would
 * look the same. A frame that was emitted may come again. Heartbeats are dropped while a question is open: more is to come before
 * them. E42
 */
export const closeGaps =
  ({ after, ask, timeout }: GapOptions): OperatorFunction<Frame, Frame> =>
  (frames$) =>
    new Observable((subscriber) => {
      const asked$ = new BehaviorSubject<Asked>({ position: after + 1, cause: 0 });
      const { take, acknowledged, flush } = sequence(after, (frame) => subscriber.next(frame), asked$);
      const error = (failure: unknown): void => {
        // After the end of a chat nobody asks for what is held.
        if (failure instanceof TransportFailure && failure.frame?.chatEnded) flush();
        subscriber.error(failure);
      };
      const settled$ = asked$.pipe(skip(1));
      const asking = (position: number) =>
        merge(
          ask(position, settled$).pipe(tap(() => acknowledged(position))),
          timer(timeout).pipe(takeUntil(settled$), tap(flush)),
        );
      const answers$ = asked$.pipe(mergeMap(({ position }) => (position ? asking(position) : EMPTY)));
      subscriber.add(frames$.subscribe({ next: take, error }));
      subscriber.add(answers$.subscribe({ error }));
    });
