import { expect } from 'chai';
import { CommandRejected } from '../../lib/commandRejected.js';
import { TransportFailure } from '../../transports/failures.js';
import { type CommandRowId, commandRows } from '../reference/commands.js';
import { type EventRowId, eventRows, type ListedEvent } from '../reference/events.js';
import type { OptionRowId } from '../reference/options.js';
import type { Outcome, Row } from '../reference/row.js';

/** A row of REFERENCE.md. */
export type RowId = CommandRowId | EventRowId | OptionRowId;

/** What goes into the `<place>`s of a sentence. */
export type Fill = Readonly<Record<string, string | number>>;

const marks = new Set<RowId>();

/** The marks since the last call. The runner keeps them if the test passed, and drops them if it did not. */
export const takeMarks = (): RowId[] => {
  const taken = [...marks];
  marks.clear();
  return taken;
};

const mark = (rowId: RowId): void => {
  marks.add(rowId);
};

/**
 * Marks a row as shown by the running test. Call it last, after the assertions.
 * Only for what can be shown no other way: rejections and events are compared with their rows.
 */
export const prove = (rowId: Exclude<RowId, EventRowId>): void => {
  const outcome = commandRows.find(({ id }) => id === rowId)?.outcome;
  if (outcome === 'sentence' || outcome === 'failure') throw new Error(`${rowId}: use proveRejection.`);
  mark(rowId);
};

const rowOf = (rowId: CommandRowId, outcomes: readonly Outcome[]): Row => {
  const row = commandRows.find(({ id }) => id === rowId);
  if (row === undefined) throw new Error(`There is no row ${rowId}.`);
  if (!outcomes.includes(row.outcome)) {
    throw new Error(`The row ${rowId} is of the kind "${row.outcome}": expected ${outcomes.join(' or ')}.`);
  }
  return row;
};

const filled = (sentence: string, fill: Fill): string =>
  sentence.replace(/<(\w+)>/g, (_, place: string) => {
    const value = fill[place];
    if (value === undefined) throw new Error(`Give a value for <${place}> in "${sentence}".`);
    return String(value);
  });

const rejectionOf = async (promise: PromiseLike<unknown>, rowId: string): Promise<Error> => {
  try {
    await promise;
  } catch (reason) {
    if (reason instanceof Error) return reason;
    throw new Error(`${rowId}: rejected with something that is no Error.`);
  }
  throw new Error(`${rowId}: expected a rejection, but it resolved.`);
};

const expectFailure = (reason: Error, { id, code }: Row): void => {
  if (!(reason instanceof TransportFailure)) throw new Error(`${id}: expected a TransportFailure, got ${reason}`);
  const codes = reason.errors.map((error) => Number(error.code));
  if (code !== undefined) expect(codes, `${id}: codes of its errors`).to.include(code);
};

/**
 * Waits for the rejection, compares it with the row, marks it and returns the error for further assertions.
 * Rows with a sentence: the message to the letter. Failure rows: a TransportFailure. Others: any Error with a message.
 */
export const proveRejection = async (
  promise: PromiseLike<unknown>,
  rowId: CommandRowId,
  fill: Fill = {},
): Promise<Error> => {
  const row = rowOf(rowId, ['sentence', 'failure', 'error']);
  const reason = await rejectionOf(promise, rowId);
  if (row.outcome === 'sentence') {
    expect(reason.message, rowId).to.equal(filled(row.returns, fill));
    expect(reason, rowId).to.be.instanceOf(CommandRejected);
  } else if (row.outcome === 'failure') {
    expectFailure(reason, row);
  } else {
    expect(reason.message, rowId).to.not.equal('');
  }
  mark(rowId);
  return reason;
};

/** Waits for the value, marks the row and returns the value for further assertions. */
export const proveResolution = async <Value>(promise: PromiseLike<Value>, rowId: CommandRowId): Promise<Value> => {
  rowOf(rowId, ['resolves', 'never']);
  const value = await promise;
  mark(rowId);
  return value;
};

/** Checks the data of an event that was published against its row, and marks it. */
export const proveEvent = (name: ListedEvent, data: unknown): void => {
  const row = eventRows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`There is no event ${name}.`);
  if (typeof data !== 'object' || data === null) throw new Error(`${name}: its data is no object.`);
  const missing = row.fields.filter((field) => !(field in data));
  expect(missing, `fields missing in the data of ${name}`).to.deep.equal([]);
  if (!row.optional.includes('*')) {
    const known = [...row.fields, ...row.optional];
    const unknown = Object.keys(data).filter((field) => !known.includes(field));
    expect(unknown, `fields in the data of ${name} that its row does not name`).to.deep.equal([]);
  }
  mark(`event/${name}`);
};
