import { TransportFailure } from '../../transports/failures.js';
import type { Page } from './page.js';
import type { Run } from './run.js';

/** Compares the transcript that is shown with that of the server. */
const judgeTranscript = (run: Run, page: Page): string[] => {
  const { chat, world, report, endAsked } = run;
  if (!chat) return ['start: there is no chat'];
  const wrong: string[] = [];
  const places = new Map(chat.log.map((said) => [world.indexOf(chat, said), said] as const));
  const shown = page.transcript.filter(({ index }) => index !== undefined);
  let last = 0;
  const seen = new Set<number>();
  for (const { index, text } of shown) {
    const said = index === undefined ? undefined : places.get(index);
    if (!said) {
      wrong.push(`strange: ${index} ${text} is shown, and the server never said it`);
      continue;
    }
    if (seen.has(said.place)) wrong.push(`doubled: ${said.place} ${said.text || said.type} is shown twice`);
    else if (said.place < last) wrong.push(`order: ${said.place} ${said.text || said.type} is shown after ${last}`);
    seen.add(said.place);
    last = Math.max(last, said.place);
  }
  let length = chat.log.length;
  const unheard = (from: number) => report.faultyReads.some((order) => order >= from);
  // What is pushed is not asked for once more.
  if (endAsked) length = unheard(endAsked.sent) || !world.polled ? last : endAsked.length;
  else if (report.endedUnheard) length = last;
  else if (chat.ended && report.endTold !== undefined && unheard(report.endTold)) length = last;
  for (const { place, text, type, by } of chat.log.slice(0, length)) {
    if (seen.has(place)) continue;
    const why = place > last ? (chat.ended ? 'lost at the end' : 'lost, nothing later is shown') : 'lost between';
    wrong.push(`${why}: ${place} ${text || type} of the ${by} is not shown`);
  }
  return wrong;
};

/** Compares the customer's own messages, and their promises, with what the server has. */
const judgeOwn = (run: Run, page: Page, over: boolean): string[] => {
  const { chat, pages } = run;
  const wrong: string[] = [];
  const calls = pages.flatMap((each) => each.calls);
  const texts = new Set(calls.flatMap(({ command, text }) => (command === 'sendMessage' && text ? [text] : [])));
  for (const text of texts) {
    const arrived = chat?.count(text) ?? 0;
    const said = calls.filter((call) => call.command === 'sendMessage' && call.text === text);
    const again = calls.filter((call) => call.command === 'retry' && call.text === text);
    const resolved = [...said, ...again].filter(({ outcome }) => outcome === 'resolved').length;
    const refused = said.filter(
      ({ reason }) => reason instanceof TransportFailure && reason.kind === 'Refused' && reason.status < 500,
    ).length;
    if (arrived > said.length)
      wrong.push(`said twice: ${text} is on the server ${arrived} times, said ${said.length} times`);
    if (resolved > arrived)
      wrong.push(`untrue: ${text} was resolved ${resolved} times, and is on the server ${arrived} times`);
    if (again.length === 0 && arrived > said.length - refused)
      wrong.push(`untrue: ${text} was refused and is on the server`);
    // Of the messages that earlier pages sent, this one shows only those that the server has.
    const mine = said.filter((call) => call.page === page.place && call.outcome !== 'open').length;
    const others = said.length - mine;
    const waiting = page.transcript.filter((each) => each.index === undefined && each.text === text).length;
    const shown = page.transcript.filter((each) => each.text === text && each.type === 'Message').length;
    if (others === 0 && waiting !== said.length - Math.min(arrived, said.length) && !(over && shown === said.length))
      wrong.push(`own: ${text} waits ${waiting} times, said ${said.length}, on the server ${arrived}`);
  }
  for (const { index, status, text } of page.transcript) {
    if (index === undefined && status === 'sending') wrong.push(`own: ${text} is ${status} for ever`);
    if (index === undefined && status === 'sent' && !over) wrong.push(`own: ${text} is ${status} for ever`);
  }
  return wrong;
};

/** What is wrong with a run that has settled. */
export const judge = (run: Run): string[] => {
  const { page, chat, pages } = run;
  if (!page || !chat) return ['start: there is no chat'];
  const open = pages.flatMap(({ calls }) => calls.filter(({ outcome }) => outcome === 'open'));
  const wrong = open.map(({ command, text = '' }) => `unsettled: ${command} ${text}`);
  const { status } = page.state;
  if (chat.lockedOut > 0) wrong.push(`keys: locked out ${chat.lockedOut} times`);
  const lived = page.events.some((name) => name === 'started' || name === 'restored');
  // If the customer ends the chat it is over, even if the server does not learn of it.
  const over = chat.ended || run.endAsked !== undefined;
  if (!over && status !== 'active') wrong.push(`dropped: the chat lives, the page is ${status}`);
  if (!over && page.state.connection !== 'online') wrong.push(`connection: ${page.state.connection}`);
  if (over && status !== 'idle') wrong.push(`end: the chat is over, the page is ${status}`);
  if (lived) wrong.push(...judgeTranscript(run, page));
  if (lived) wrong.push(...judgeOwn(run, page, over));
  return wrong;
};
