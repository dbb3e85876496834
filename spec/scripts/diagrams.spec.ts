import { expect } from 'chai';
import { asyncScheduler, defer, filter, map, merge, NEVER, type Observable, of, Subject, takeUntil, timer } from 'rxjs';
import { type Diagram, type Line, stretchesOf } from '../../scripts/site/marbles/diagram.js';
import { type DiagramName, diagrams } from '../../scripts/site/marbles/diagrams.js';
import { parseMarbles } from '../../scripts/site/marbles/parseMarbles.js';
import type { TakenFrame } from '../../streams/inputs.js';
import { backoff } from '../../streams/operators/backoff.js';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import { Failure, outliveFailures } from '../../streams/operators/outliveFailures.js';
import { pollEvery } from '../../streams/operators/pollEvery.js';
import { pollGap } from '../../streams/operators/pollSchedule.js';
import { preprocess } from '../../streams/operators/preprocess.js';
import { typingBursts } from '../../streams/operators/typingBursts.js';
import { frameOf } from '../../transports/scripted.js';
import { rates } from '../streams/listenTo.js';
import { failures } from '../streams/scene.js';
import { type Marbles, marbles } from '../support/marbles.js';

/** What a diagram says of a line: when it happens, in ms, and what is read there. */
type Read = readonly (readonly [at: number, text: string])[];

const readOf = (line: Line | undefined, unit = 1): Read =>
  line === undefined
    ? []
    : stretchesOf(line).flatMap((stretch) =>
        parseMarbles(stretch.marbles)
          .filter(({ kind }) => kind === 'value')
          .map(({ at, value }) => [(stretch.at + at) * unit, line.looks?.[value]?.text ?? value] as const),
      );

/** A line that happens whether or not somebody listens. */
const heard = (line: Line | undefined, unit?: number): Observable<string> => {
  const heard$ = new Subject<string>();
  merge(...readOf(line, unit).map(([at, text]) => timer(at).pipe(map(() => text)))).subscribe((text) =>
    heard$.next(text),
  );
  return heard$;
};

/** A source that is asked again and again, and the columns in which it was. */
const asked = ({ cold }: Marbles, line: Line | undefined) => {
  const stretches = line === undefined ? [] : [...stretchesOf(line)];
  const starts: number[] = [];
  const source$ = defer(() => {
    starts.push(asyncScheduler.now());
    const stretch = stretches[starts.length - 1];
    return stretch ? cold(stretch.marbles, undefined, failures.offline) : NEVER;
  });
  return { source$, starts, drawn: stretches.map(({ at }) => at) };
};

const widthOf = ({ inputs, outputs, unit = 1 }: Diagram): number =>
  unit * Math.max(...[...inputs, ...outputs].flatMap(stretchesOf).map(({ at, marbles: { length } }) => at + length));

/** Runs what is drawn; what comes out has to be what is drawn. */
const runs = (diagram: Diagram, make: (helpers: Marbles) => readonly Observable<string>[]): void => {
  const told: [number, string][][] = diagram.outputs.map(() => []);
  marbles((helpers) => {
    make(helpers).forEach((output$, place) => {
      output$
        .pipe(takeUntil(timer(widthOf(diagram))))
        .subscribe((value) => told[place]?.push([asyncScheduler.now(), value]));
    });
  });
  expect(told).to.deep.equal(diagram.outputs.map((line) => readOf(line, diagram.unit)));
};

/** The same of a source that is subscribed to more than once, also when it was. */
const asks = (
  diagram: Diagram,
  make: (source$: Observable<string>, other$: Observable<string>) => Observable<string>,
): void => {
  const other = diagram.inputs.length > 1 ? diagram.inputs[0] : undefined;
  let result: ReturnType<typeof asked> | undefined;
  runs(diagram, (helpers) => {
    result = asked(helpers, diagram.inputs.at(-1));
    return [make(result.source$, heard(other))];
  });
  expect(result?.starts.slice(0, result.drawn.length)).to.deep.equal(result?.drawn);
};

const numbered = map((value: string | Failure) => (value instanceof Failure ? String(value.attempt) : value));
const framed = map((text: string) => frameOf({ messages: [{ index: 1, text }] }));
const textOf = ({ entries }: TakenFrame): string => entries[0]?.message.text ?? '';

const bursts = (diagram: Diagram) =>
  runs(diagram, () => [
    heard(diagram.inputs[0]).pipe(
      map((text) => text === 'key'),
      typingBursts(4),
      map(() => 'stop'),
    ),
  ]);

const shown: Readonly<Record<DiagramName, (diagram: Diagram) => void>> = {
  pollEvery: (diagram) => asks(diagram, (source$) => source$.pipe(pollEvery(() => 5, NEVER))),
  pollEverySlow: (diagram) => asks(diagram, (source$) => source$.pipe(pollEvery(() => 3, NEVER))),
  pollEveryHurry: (diagram) =>
    asks(diagram, (source$, sent$) => source$.pipe(pollEvery((polls) => (polls === 0 ? 4 : 10), sent$))),
  pollGap: (diagram) =>
    runs(diagram, () => {
      const sent$ = heard(diagram.inputs[0], diagram.unit);
      return [of('').pipe(pollEvery((polls) => pollGap(polls, rates, false), sent$))];
    }),
  outliveFailures: (diagram) =>
    asks(diagram, (source$) =>
      source$.pipe(
        outliveFailures(() => 3, NEVER),
        numbered,
      ),
    ),
  outliveFailuresCount: (diagram) =>
    asks(diagram, (source$) =>
      source$.pipe(
        outliveFailures(({ attempt }) => attempt * 2, NEVER),
        numbered,
      ),
    ),
  outliveFailuresHurry: (diagram) =>
    asks(diagram, (source$, online$) =>
      source$.pipe(
        outliveFailures(() => 100, online$),
        numbered,
      ),
    ),
  backoff: ({ inputs, unit = 1 }) => {
    const longest = [1, 2, 3, 4].map((attempt) => backoff(attempt, { base: 500, cap: 8000, random: () => 1 }));
    const drawn = inputs.flatMap(stretchesOf).map(({ marbles: { length } }) => (length - 1) * unit);
    expect(longest).to.deep.equal(drawn);
    expect(backoff(5, { base: 500, cap: 8000, random: () => 1 })).to.equal(drawn.at(-1));
  },
  typingBursts: bursts,
  typingBurstsSent: bursts,
  hideMatching: (diagram) => {
    const line = diagram.outputs[0];
    const drawnHidden = Object.values(line?.looks ?? {}).filter(({ tone }) => tone === 'hidden');
    const hidden: string[] = [];
    runs(diagram, () => [
      heard(diagram.inputs[0]).pipe(
        framed,
        hideMatching(() => [/\d{4}/]),
        map((frame) => {
          if (frame.entries[0]?.hidden) hidden.push(textOf(frame));
          return textOf(frame);
        }),
      ),
    ]);
    expect(hidden).to.deep.equal(drawnHidden.map(({ text }) => text));
  },
  preprocess: (diagram) =>
    runs(diagram, () => {
      const loud = ({ text }: { readonly text: string }) => {
        if (text === 'boom') throw new Error('too loud');
        return { text: text.toUpperCase() };
      };
      const frames$ = heard(diagram.inputs[0]).pipe(
        framed,
        preprocess(() => [loud]),
      );
      const errors$ = frames$.pipe(
        filter(({ hookFailures = [] }) => hookFailures.length > 0),
        map(() => 'Hook'),
      );
      return [frames$.pipe(map(textOf)), errors$];
    }),
};

describe('the pictures of the operators', () => {
  for (const [name, diagram] of Object.entries<Diagram>(diagrams)) {
    it(`${name}: ${diagram.caption}`, () => {
      const [, show] = Object.entries(shown).find(([each]) => each === name) ?? [];
      show?.(diagram);
      expect(show).to.be.a('function');
    });
  }

  it('would be red if one were drawn wrongly', () => {
    const wrong = { ...diagrams.typingBursts, outputs: [{ label: 'told', marbles: '-----------x--' }] };
    expect(() => bursts(wrong)).to.throw();
  });
});
