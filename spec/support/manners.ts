import { expect } from 'chai';
import {
  asyncScheduler,
  concat,
  defer,
  NEVER,
  Observable,
  type OperatorFunction,
  of,
  Subject,
  take,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { marbles } from './marbles.js';

/** How an operator may differ from a plain one. */
export interface MannersOptions<In> {
  /** What the source says. */
  readonly value: In;
  /** Each value comes out at once, one for one. @default true */
  readonly atOnce?: boolean;
  /** It asks its source again when that has completed, so that it never completes by itself. @default false */
  readonly asksAgain?: boolean;
  /** An error comes out as a value that holds it, and the source is asked again. @default false */
  readonly outlivesErrors?: boolean;
}

/** Longer than any wait of our operators, in ms. */
const longEnough = 100_000;

/** A source that counts its subscriptions, and those still open. */
const counted = <T>(source$: Observable<T>) => {
  const count = { all: 0, open: 0 };
  const counted$ = new Observable<T>((subscriber) => {
    count.all++;
    count.open++;
    subscriber.add(() => count.open--);
    subscriber.add(source$.subscribe(subscriber));
  });
  return { counted$, count };
};

/** Says its value again and again, all at once, for as long as somebody listens. */
const firehose = <T>(value: T, told: () => void = () => undefined) => {
  const sent = { values: 0 };
  const firehose$ = new Observable<T>((subscriber) => {
    while (!subscriber.closed && sent.values < 1000) {
      sent.values++;
      subscriber.next(value);
      if (sent.values === 3) told();
    }
  });
  return { firehose$, sent };
};

/** What every operator does, whatever else it is for. `operator` makes one; it is made anew for each manner. */
export const manners = <In, Out>(
  name: string,
  operator: () => OperatorFunction<In, Out>,
  { value, atOnce = true, asksAgain = false, outlivesErrors = false }: MannersOptions<In>,
): void => {
  describe(`${name}, as an operator`, () => {
    it('asks nothing of its source before somebody subscribes', () => {
      const { counted$, count } = counted(of(value));
      const result$ = counted$.pipe(operator());
      expect(count.all).to.equal(0);

      result$.subscribe().unsubscribe();
      expect(count.all).to.equal(1);
    });

    it(asksAgain ? 'asks again when its source has completed' : 'passes completion', () => {
      const { counted$, count } = counted(of(value));
      let completedAt: number | undefined;
      marbles(() => {
        counted$
          .pipe(operator(), takeUntil(timer(longEnough)))
          .subscribe({ complete: () => (completedAt = asyncScheduler.now()) });
      });

      if (asksAgain) expect(completedAt).to.equal(longEnough);
      else expect(completedAt).to.be.below(longEnough);
      if (asksAgain) expect(count.all).to.be.above(2);
      else expect(count.all).to.equal(1);
      expect(count.open).to.equal(0);
    });

    it('lets go of its source when the consumer goes', () => {
      const { counted$, count } = counted(concat(of(value), NEVER));
      const subscription = counted$.pipe(operator()).subscribe();
      expect(count.open).to.equal(1);

      subscription.unsubscribe();
      expect(count).to.deep.equal({ all: 1, open: 0 });
    });

    it('stops a synchronous firehose when the consumer goes', () => {
      const enough = new Subject<void>();
      const { firehose$, sent } = firehose(value, () => enough.next());
      firehose$.pipe(operator(), takeUntil(enough)).subscribe();

      expect(sent.values).to.equal(3);
    });

    if (atOnce) {
      it('stops a synchronous firehose when the consumer has enough', () => {
        const { firehose$, sent } = firehose(value);
        firehose$.pipe(operator(), take(2)).subscribe();

        expect(sent.values).to.equal(2);
      });
    }

    it('serves two subscribers apart from each other', () => {
      const { counted$, count } = counted(concat(of(value), NEVER));
      const first: unknown[] = [];
      const second: unknown[] = [];
      marbles(() => {
        const result$ = counted$.pipe(operator(), takeUntil(timer(longEnough)));
        const leaving = result$.subscribe((out) => first.push(out));
        timer(10).subscribe(() => result$.subscribe((out) => second.push(out)));
        timer(20).subscribe(() => {
          expect(count.open).to.equal(2);
          leaving.unsubscribe();
          expect(count.open).to.equal(1);
        });
      });

      expect(count.all).to.equal(2);
      expect(second).to.have.length(1);
      expect(first).to.deep.equal(atOnce ? second : []);
    });

    it(outlivesErrors ? 'turns an error into a value and asks again' : 'passes an error on as the same object', () => {
      const error = new Error('mine');
      const log: unknown[] = [];
      const { counted$, count } = counted(
        concat(
          of(value),
          defer(() => throwError(() => error)),
        ),
      );
      marbles(() => {
        counted$
          .pipe(operator(), takeUntil(timer(longEnough)))
          .subscribe({ next: (out) => log.push(out), error: (thrown: unknown) => log.push(thrown) });
      });

      if (outlivesErrors) expect(log).to.not.include(error);
      else expect(log.at(-1)).to.equal(error);
      expect(count.all > 1).to.equal(outlivesErrors);
      expect(count.open).to.equal(0);
    });
  });
};
