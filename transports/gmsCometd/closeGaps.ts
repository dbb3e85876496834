import { EMPTY, merge, Observable, type OperatorFunction, Subject, switchMap, tap, timer } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { numberOf } from '../json.js';
import { emptyFrame } from './bayeux.js';
import { indexesOf } from './fittingAnswers.js';

/** What closing gaps needs. */
export interface GapOptions {
  /** The keys that are known. */
  readonly session: SessionData;
  /** The last index that is known; 0: none. */
  readonly after: number;
  /** Asks for everything from a position on. The answer comes among the frames; fails where the server refuses. */
  ask(position: number): Observable<never>;
  /** The longest wait for an answer, in ms. */
  readonly timeout: number;
}

/** A frame and its first and last index; 0 where it has none. */
interface Span {
  readonly frame: Frame;
  readonly first: number;
  readonly end: number;
}

/** The frames in their order. */
interface Sequence {
  take(frame: Frame): void;
  /** Emits what is held. */
  flush(): void;
}

const spanOf = (frame: Frame, endsAt: number): Span => {
  const indexes = indexesOf(frame);
  // The end of a chat has its place after all that was said.
  const place = frame.chatEnded ? (numberOf(frame.answer.nextPosition) ?? endsAt) : 0;
  return { frame, first: indexes[0] ?? place, end: indexes.at(-1) ?? 0 };
};

/** @param pose asks for everything from a position on; 0: no question is open any more */
const sequence = (
  { after, session }: Pick<GapOptions, 'after' | 'session'>,
  emit: (frame: Frame) => void,
  pose: (position: number) => void,
): Sequence => {
  const keys = new Map<string, unknown>(Object.entries(session));
  let last = after;
  let held: readonly Span[] = [];
  /** The position that is asked for, and the index for whose sake: that of the frame beyond the gap. */
  let question = { position: after + 1, cause: 0 };

  const ask = (position: number, cause = 0): void => {
    question = { position, cause };
    pose(position);
  };
  const show = ({ frame, end }: Span): void => {
    last = Math.max(last, end);
    emit(frame);
  };
  const hold = (span: Span): void => {
    held = [...held, span].sort((one, other) => one.first - other.first);
    if (!question.position) ask(last + 1, span.first);
  };
  /** @param due a frame that starts here or before is held no longer; one beyond another gap is a new question */
  const release = (due: number): void => {
    const waiting = held;
    held = [];
    for (const span of waiting) (span.first <= Math.max(due, last + 1) ? show : hold)(span);
  };
  const bringsKeys = ({ session: newer = {} }: Frame): boolean => {
    const news = Object.entries(newer).filter(([name, key]) => keys.get(name) !== key);
    for (const [name, key] of news) keys.set(name, key);
    return news.length > 0;
  };
  // A push says one new thing; the answer says nothing, several things, or what a held push has said.
  const isAnswer = ({ frame: { entries, chatEnded }, first, end }: Span): boolean =>
    (entries.length === 0 && !chatEnded) ||
    held.some((span) => span.end > 0 && entries.some(({ message }) => message.index === span.end)) ||
    (first > 0 && first <= question.position && (held.length === 0 || end > first));
  return {
    take(frame) {
      const span = spanOf(frame, (held.at(-1)?.end ?? -1) + 1);
      const { position, cause } = question;
      const hasKeys = bringsKeys(frame);
      if (frame.heartbeat) {
        if (!position) emit(frame);
      } else if (position && isAnswer(span)) {
        ask(0);
        show(span);
        release(cause);
      } else if (span.first > last + 1) {
        // Keys count in the order in which they come.
        if (hasKeys) emit({ ...emptyFrame, session: frame.session });
        hold({ ...span, frame: { ...frame, session: {} } });
      } else {
        show(span);
        release(0);
      }
    },
    flush() {
      ask(0);
      release(Number.POSITIVE_INFINITY);
    },
  };
};

/**
 * Asks for what was said after `after`, and emits the frames in their order: what stands beyond a gap is held while the gap is
 * asked for once, and released with the answer, whatever it holds, or when `timeout` is over. E40
 *
 * 1. Known up to 4: everything from 5 on is asked for. 2. The push of 7 overtakes the answer, and is held. 3. The answer holds 5, 6
 * and 7: it is emitted, then the push. 4. The push of 9 comes and is held: everything from 8 on is asked for.
 *
 * A frame that was emitted may come again. Heartbeats are dropped while a question is open: more is to come before them. E42
 */
export const closeGaps =
  ({ ask, timeout, ...known }: GapOptions): OperatorFunction<Frame, Frame> =>
  (frames$) =>
    new Observable((subscriber) => {
      const question$ = new Subject<number>();
      const { take, flush } = sequence(
        known,
        (frame) => subscriber.next(frame),
        (position) => question$.next(position),
      );
      const error = (failure: unknown): void => {
        // After the end of a chat nobody asks for what is held.
        if (failure instanceof TransportFailure && failure.frame?.chatEnded) flush();
        subscriber.error(failure);
      };
      const asked = (position: number) => merge(ask(position), timer(timeout).pipe(tap(flush)));
      const answers$ = question$.pipe(switchMap((position) => (position ? asked(position) : EMPTY)));
      subscriber.add(answers$.subscribe({ error }));
      subscriber.add(frames$.subscribe({ next: take, error }));
      question$.next(known.after + 1);
    });
