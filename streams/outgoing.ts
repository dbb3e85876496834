import { TransportFailure } from '../transports/failures.js';
import type { ChatMessage, Sender, ServerAnswer } from '../transports/frames.js';
import type { TakenEntry } from './inputs.js';
import type { TranscriptMessage } from './transcript.js';

/** A message of the customer's own as it is handed in. */
export interface Submitted {
  /** Names it within the service. */
  readonly id: string;
  readonly text: string;
  /** Sends it again. */
  retry(): Promise<ServerAnswer>;
}

/** A message of the customer's own that the server has not shown or not answered yet. */
export interface Outgoing extends Submitted {
  /** As it is shown. */
  readonly message: TranscriptMessage;
  /** Has left, and its answer has not come yet. */
  readonly underWay?: boolean;
  /** An attempt has failed and may have arrived all the same. */
  readonly doubtful?: boolean;
  /** The server shows it, so it is not shown from here. It stays here while the echo may still turn out to be another message's. */
  readonly echoed?: boolean;
  /** That echo has another text: the server has changed it, or another page has sent it. */
  readonly stray?: boolean;
  /** How often the server must still tell all that it has, until what it does not show is surely not there. */
  readonly awaiting?: number;
}

export type Row = readonly Outgoing[];

/** Text as URLs and UTF-8 carry it: half a surrogate pair becomes U+FFFD. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** What a text is compared by. E50 */
const wordsOf = (text: string): string => wellFormed(text).normalize().trim().replace(/\s+/g, ' ');

export const sameWords =
  (text: string) =>
  (each: Submitted): boolean =>
    wordsOf(each.text) === wordsOf(text);

const inStatus =
  (status: TranscriptMessage['status']) =>
  ({ message }: Outgoing): boolean =>
    message.status === status;

const isSent = inStatus('sent');

const nobody: Sender = { id: '', name: '', type: 'Client' };

/** What the customer says, in the shape of the server's messages. */
export const saidBy = ({ text }: Submitted, timestamp: number, from: Sender = nobody): ChatMessage => ({
  type: 'Message',
  text,
  from,
  timestamp,
});

/** On its way. */
export const submitted = (own: Submitted, shown: ChatMessage): Outgoing => ({
  ...own,
  message: { ...shown, status: 'sending', key: own.id },
});

/** Its turn has come. */
export const dispatched = (row: Row, id: string): Row =>
  row.map((each) => (each.id === id ? { ...each, underWay: true, awaiting: 0 } : each));

/**
 * The server has taken it.
 *
 * @param enough after how many good polls or heartbeats all its echoes have come
 */
export const accepted = (row: Row, id: string, enough: number): Row =>
  row.map((each) =>
    each.id === id
      ? { ...each, underWay: false, awaiting: enough, message: { ...each.message, status: 'sent' } }
      : each,
  );

/** The server shows the owner's echo; the owner stays in the list while another echo of it may come. */
const withEcho = (row: Row, owner: Outgoing | undefined, stray = false): Row =>
  row.flatMap((each) => {
    if (each !== owner) return each;
    // The echo has taken the key.
    const message = { ...each.message, key: `${each.message.key}+`, status: 'sent' } as const;
    return each.underWay || each.awaiting ? { ...each, message, stray, echoed: true } : [];
  });

/** A server that says no has not taken the message; without a proper answer nobody knows. */
const mayHaveArrived = (reason: Error): boolean =>
  reason instanceof TransportFailure && (reason.kind !== 'Refused' || reason.status >= 500);

/**
 * Stays to be sent again, unless the server shows it all the same.
 *
 * @param enough how many tellings show whether it does
 */
export const failed = (row: Row, id: string, reason: Error, enough: number): Row => {
  const mine = row.find((each) => each.id === id);
  if (!mine) return row;
  const { message, retry } = mine;
  const unsure = mayHaveArrived(reason);
  const doubtful = mine.doubtful || unsure;
  // A stray echo proves nothing: the message can be sent again. E51
  const echoed = mine.echoed && !mine.stray;
  if (echoed && doubtful) return accepted(row, id, enough);
  // The echo belongs to an earlier message, or to another page.
  const owner = echoed ? row.find((each) => each.doubtful && !each.echoed && sameWords(mine.text)(each)) : undefined;
  const again: Outgoing = {
    ...mine,
    doubtful,
    underWay: false,
    echoed: false,
    ...(unsure && { awaiting: enough }),
    message: { ...message, status: 'failed', reason, retry },
  };
  return withEcho(row, owner).map((each) => (each === mine ? again : each));
};

/**
 * Once more the server has told all that it had. What it accepted and still does not show, it shows with another text or
 * not at all: it goes.
 */
export const told = (row: Row): Row =>
  row.some(({ awaiting }) => awaiting)
    ? row.flatMap((each) => {
        const awaiting = (each.awaiting ?? 0) - 1;
        if (awaiting < 0) return each;
        return awaiting === 0 && isSent(each) ? [] : { ...each, awaiting };
      })
    : row;

/** The lowest gets the next echo: accepted by the server, with its echo due soonest; then being sent; then uncertain. */
const rankOf = (each: Outgoing): number => (each.underWay ? 8 : (isSent(each) && each.awaiting) || 9);

/** The sent message whose echo a text may be. A text that was sent from here is never stray, even if its own echo has come. E51 */
const ownerOf = (row: Row, text: string, strays: boolean): Outgoing | undefined => {
  const same = sameWords(text);
  const said = row.some(same);
  return row
    .filter((each) =>
      said
        ? same(each) && (!each.echoed || each.stray) && (isSent(each) || each.underWay || each.doubtful)
        : strays && !each.echoed && (isSent(each) || each.underWay),
    )
    .sort((one, other) => rankOf(one) - rankOf(other))[0];
};

/**
 * A message of the server's as it is shown, and what is still on its way after it.
 *
 * @param entry where it comes from: what preprocessors made of it does not count
 * @param polls where the server pushes instead, an echo follows at once and in order: one with a text of which nobody
 * knows is that of the oldest message on its way, changed by the server
 */
export const recognised = (
  row: Row,
  message: ChatMessage,
  entry: TakenEntry,
  polls: boolean,
): readonly [TranscriptMessage, Row] => {
  const { said = entry.message, hidden } = entry;
  if (said.type !== 'Message' || said.from.type !== 'Client') return [message, row];
  const owner = ownerOf(row, said.text, !polls && !hidden);
  if (!owner) return [{ ...message, status: 'sent' }, row];
  const stray = !sameWords(said.text)(owner);
  return [{ ...message, status: 'sent', key: owner.message.key }, withEcho(row, owner, stray)];
};
