/** What stands for tslib in the script-tag build: RxJS was compiled for browsers without `async`, which ours have. */

class Awaited {
  constructor(readonly value: unknown) {}
}

type Work = (...given: readonly unknown[]) => Generator<unknown, unknown, unknown>;

/** Goes one step on, with what was waited for. */
const goOn = async (steps: ReturnType<Work>, awaited: unknown) => {
  let value: unknown;
  try {
    value = await awaited;
  } catch (error) {
    return steps.throw(error);
  }
  return steps.next(value);
};

export const __await = (value: unknown): Awaited => new Awaited(value);

export async function __awaiter(self: unknown, given: unknown, _: unknown, work: Work): Promise<unknown> {
  const steps = work.apply(self, Array.from(Object(given)));
  let step = steps.next();
  while (!step.done) step = await goOn(steps, step.value);
  return step.value;
}

export async function* __asyncGenerator(
  self: unknown,
  given: ArrayLike<unknown>,
  work: Work,
): AsyncGenerator<unknown, unknown, unknown> {
  const steps = work.apply(self, Array.from(given));
  try {
    let step = steps.next();
    while (!step.done) {
      step = step.value instanceof Awaited ? await goOn(steps, step.value.value) : steps.next(yield step.value);
    }
    return step.value;
  } finally {
    steps.return(undefined);
  }
}

export const __asyncValues = <Value>(values: AsyncIterable<Value>): AsyncIterator<Value> =>
  values[Symbol.asyncIterator]();
