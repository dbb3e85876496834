/** What a proof has to show. */
export type Outcome =
  | 'resolves'
  /** Rejects with the row's sentence, letter by letter. */
  | 'sentence'
  /** Rejects with a TransportFailure. */
  | 'failure'
  /** Rejects with an Error whose wording is nobody's contract. */
  | 'error'
  /** Never happens, in any state. */
  | 'never';

/** Where a row departs from the reference. */
export interface Notes {
  /** The ruling that adds or replaces the row, e.g. `C10`. */
  readonly ruling?: string;
}

/** One resolution of a command. */
export interface Row<Id extends string = string> extends Notes {
  /** `command/whatHappens` */
  readonly id: Id;
  readonly outcome: Outcome;
  /** When, as the reference words it. */
  readonly when: string;
  /** What it resolves or rejects with; for `sentence` the sentence itself, with `<place>`s to fill. */
  readonly returns: string;
  /** The code that must be among the failure's `errors`. */
  readonly code?: number;
}

/** One command of the reference and what we call it. */
export interface Command {
  /** The reference's name. */
  readonly name: string;
  readonly ours: string;
  /** The file that carries it out. */
  readonly file: string;
  readonly rows: readonly Row[];
}

export const resolves = <const Id extends string>(id: Id, when: string, returns: string, notes?: Notes): Row<Id> => ({
  id,
  outcome: 'resolves',
  when,
  returns,
  ...notes,
});

/** Rejects with a sentence that is typed out here once more, so that the product's copy cannot drift. */
export const says = <const Id extends string>(id: Id, when: string, sentence: string, notes?: Notes): Row<Id> => ({
  id,
  outcome: 'sentence',
  when,
  returns: sentence,
  ...notes,
});

export const fails = <const Id extends string>(id: Id, when: string, notes?: Notes): Row<Id> => ({
  id,
  outcome: 'failure',
  when,
  returns: 'TransportFailure (AJAX Response Object)',
  ...notes,
});

/** Fails with a code of the server's among its `errors`, whoever refused. */
export const refuses = <const Id extends string>(id: Id, when: string, code: number): Row<Id> => ({
  id,
  outcome: 'failure',
  when,
  returns: `TransportFailure (AJAX Response Object) with {errors: [{code: ${code}, advice}]}`,
  code,
});

export const throws = <const Id extends string>(id: Id, when: string, returns: string, notes?: Notes): Row<Id> => ({
  id,
  outcome: 'error',
  when,
  returns,
  ...notes,
});

export const never = <const Id extends string>(id: Id, when: string): Row<Id> => ({
  id,
  outcome: 'never',
  when,
  returns: 'undefined',
});
