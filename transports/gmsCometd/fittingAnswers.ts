import type { Entry, Frame } from '../frames.js';
import { numberOf } from '../json.js';
import type { Question } from './channelOf.js';

/** What a push must be, to be the answer that is waited for. E41 */
export type Fitting = Pick<Question, 'mayBeAnswered'> & Required<Pick<Question, 'isAnswered'>>;

export const indexesOf = ({ entries }: Pick<Frame, 'entries'>): readonly number[] =>
  entries.flatMap(({ message: { index } }) => (index === undefined ? [] : Number(index)));

export const nextOf = ({ answer }: Frame): number => numberOf(answer.nextPosition) ?? 0;

/** The last index that a frame knows of. */
export const lastIndexIn = (frame: Frame): number => indexesOf(frame).at(-1) ?? nextOf(frame) - 1;

export const anyAnswer: Fitting = { isAnswered: () => true };

/** Every push knows what was said last, unless it is a notice of the moment. */
export const anyIndex: Fitting = { isAnswered: (frame) => frame.entries.length === 0 || lastIndexIn(frame) > 0 };

/**
 * The transcript from a position on. A push that overtakes it stands further back; but the customer need not see what stands at the
 * position itself.
 *
 * @param last where it is known, the transcript has it too
 */
export const transcriptFrom = (position: number, last = 0): Fitting => ({
  isAnswered(frame) {
    const indexes = indexesOf(frame);
    if (frame.chatEnded) return true;
    if (frame.entries.length === 0) return nextOf(frame) <= position;
    return (indexes[0] ?? position + 1) <= position || (indexes.length > 1 && indexes.includes(last));
  },
  mayBeAnswered: (frame) => indexesOf(frame).length > 0,
});

/** A page of what is older than an index that is known. A push does not repeat what is known. */
export const pageBefore = (known: number): Fitting => ({
  isAnswered: (frame) => indexesOf(frame).some((index) => index <= known),
});

/** As the wire carries a text: well-formed and composed; spaces do not count. */
const wordsOf = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();

const takeOut = (left: Entry[], fits: (entry: Entry) => boolean): boolean => {
  const place = left.findIndex(fits);
  return place >= 0 && left.splice(place, 1).length > 0;
};

/**
 * The push that shows a message of the customer's, or an answer that counts it. An own message with other words may be this one,
 * changed by the server, or another page's; and where the chat ends, its echo may still come. C46
 *
 * @param after the last index that was received before: what stands there was said earlier
 * @param said all words that were said here, which the server has not changed; these are added
 */
export const echoOf = (text: string, after: number, said: Set<string>): Fitting & { shows(frame: Frame): boolean } => {
  const words = wordsOf(text);
  said.add(words);
  const isOwn = ({ message: { type, from, index } }: Entry): boolean =>
    type === 'Message' && from.type === 'Client' && Number(index ?? Number.POSITIVE_INFINITY) > after;
  const isEcho = (entry: Entry): boolean => isOwn(entry) && wordsOf(entry.message.text) === words;
  return {
    shows: ({ entries }) => entries.some(isEcho),
    isAnswered: (frame, left) =>
      takeOut(left, isEcho) || (frame.entries.length === 0 && !frame.chatEnded && nextOf(frame) - 1 > after),
    mayBeAnswered: ({ chatEnded }, left) =>
      chatEnded || left.some((entry) => isOwn(entry) && !said.has(wordsOf(entry.message.text))),
  };
};
