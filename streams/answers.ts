import type { TransportFailure } from '../transports/failures.js';
import type { Frame, SessionData } from '../transports/frames.js';
import { noTrouble, reach, type Trouble } from './connection.js';
import type { Decisions, Draft, Rules } from './draft.js';
import { GrowingList } from './growingList.js';
import type { Answered, TakenFrame } from './inputs.js';
import { takeMessages } from './messages.js';
import { accepted, dispatched, failed, told } from './outgoing.js';
import { allGone, rolesHere } from './participants.js';
import { sameJson } from './sameJson.js';
import { type Active, type Chat, type Ending, idle, type Restoring, type Starting } from './state.js';

/**
 * The keys of a later request replace those of an earlier one, whichever answer comes first. The same keys change nothing. Servers that
 * hold polls may answer in yet another order: the keys that lose are kept (E32).
 */
export const adopt = <Of extends Chat>(
  chat: Of,
  { session: newer, request }: Pick<TakenFrame, 'session' | 'request'>,
): Of => {
  const session = { ...chat.session, ...newer };
  if (sameJson(session, chat.session)) return chat;
  if ((request ?? Infinity) <= chat.keysFrom) return { ...chat, otherKeys: session };
  return { ...chat, session, keysFrom: request ?? chat.keysFrom, otherKeys: chat.session };
};

/** Whether the server refuses the keys of a request. */
export const refusesKeys = ({ status }: TransportFailure): boolean => [401, 403].includes(status);

/** The server refuses the keys of a poll: the other keys may be the newer ones (E32). */
const swapKeys = (chat: Active, failure: TransportFailure): Active =>
  chat.otherKeys && refusesKeys(failure) ? { ...chat, session: chat.otherKeys, otherKeys: chat.session } : chat;

/** A running chat, with what is known from before it ran. */
export const begin = (draft: Draft, before: Starting | Restoring, session: SessionData, trouble: Trouble): Active => ({
  ...before,
  status: 'active',
  session,
  keysFrom: 0,
  transcript: new GrowingList(),
  originals: new GrowingList(),
  shown: new GrowingList(),
  seen: new GrowingList(),
  unread: '',
  polling: draft.rules.polls,
  typing: false,
  sleeping: false,
  agentsTyping: [],
  trouble,
});

/** Who is still there leaves, role by role, then the chat is over. What was said stays readable. */
const close = (draft: Draft, chat: Active | Ending): void => {
  const { participants, transcript, originals, shown, outgoing, userData, session: lastSession } = chat;
  const agents = allGone(participants.agents, draft.at);
  for (const role of rolesHere(participants)) draft.publish(`${role}Disconnected`, { agents, numAgentsConnected: 0 });
  if (chat.agentsTyping.length > 0) draft.publish('agentTypingStopped', {});
  if (chat.typing) draft.tell('clientTypingStopped'); // E47
  draft.tell('ended');
  if (chat.polling) draft.tell('pollingStopped');
  const left = {
    participants: { agents, bots: {}, clientLeft: true },
    transcript,
    originals,
    shown,
    outgoing,
    lastSession,
  };
  draft.state = { ...idle(userData), ...left };
};

export const go = (draft: Draft, chat: Active): void => {
  draft.state = chat;
  if (chat.polling) draft.tell('pollingStarted');
};

/** A good poll does; where the server pushes, the connection's sign of life comes behind what it had to say. */
const tellsAll = ({ polls }: Rules, poll: boolean, { heartbeat }: Frame): boolean =>
  polls ? poll : heartbeat === true;

/**
 * How many good answers show what had arrived before the first of them. Polls follow one another: the second began after it.
 * A new connection gives two signs of life before it is asked for anything.
 */
const enough = ({ polls }: Rules): number => (polls ? 2 : 4);

const toldAll = (chat: Active): Active => {
  const outgoing = told(chat.outgoing);
  return outgoing === chat.outgoing ? chat : { ...chat, outgoing };
};

/** What the servers said. */
export const answers: Pick<Decisions, keyof Answered | 'restoreFailed'> = {
  started(draft, { session }) {
    const { state } = draft;
    if (state.status !== 'starting') return;
    draft.publish('started', session);
    go(draft, begin(draft, state, session, noTrouble));
  },
  startFailed(draft, { failure, session }) {
    const { state } = draft;
    if (state.status !== 'starting') return;
    draft.state = { ...state, status: 'idle' };
    if (session && draft.rules.isSessionLost(failure, true)) draft.publish('sessionLost', failure);
    if (failure.statusCode !== 1) draft.publish('error', failure);
  },
  /** The result of a poll or a command. A late answer of a chat that is over is dropped (E18). */
  heard(draft, { sessionId, frame, failure, poll }) {
    const { state } = draft;
    if (!('session' in state) || state.session.sessionId !== sessionId) return;
    if (state.status === 'ending') {
      const ending = frame ? adopt(state, frame) : state;
      draft.state = poll && frame ? takeMessages(draft, ending, frame, false) : ending;
      return;
    }
    const lost = poll && failure && draft.rules.isSessionLost(failure, false);
    if (lost) draft.publish('sessionLost', failure);
    const trouble = reach(draft, state.trouble, poll, failure);
    let chat = trouble === state.trouble ? state : { ...state, trouble };
    if (frame) chat = adopt(chat, frame);
    if (poll && failure) chat = swapKeys(chat, failure);
    if (poll && frame) chat = takeMessages(draft, chat, frame, false);
    if (frame && tellsAll(draft.rules, poll, frame)) chat = toldAll(chat);
    draft.state = chat;
    const ended = lost || (frame ?? failure?.frame)?.chatEnded;
    // The last messages come with a poll; if a command's answer ends the chat, one last poll still has to fetch them (E27).
    if (ended && !poll && chat.polling) draft.state = { ...chat, status: 'ending', byServer: true };
    else if (ended) close(draft, chat);
  },
  /** The chat is over, whatever the server said to that. */
  endAnswered(draft, { failure, frame }) {
    const { state } = draft;
    if (state.status !== 'ending') return;
    reach(draft, state.trouble, false, failure);
    close(draft, frame ? takeMessages(draft, state, frame, false) : state);
  },
  messageDispatched(draft, { id }) {
    draft.state = { ...draft.state, outgoing: dispatched(draft.state.outgoing, id) };
  },
  /** Also where the chat is over meanwhile: what was sent in it stays shown. */
  messageAccepted(draft, { id }) {
    draft.state = { ...draft.state, outgoing: accepted(draft.state.outgoing, id, enough(draft.rules)) };
  },
  messageFailed(draft, { id, reason }) {
    draft.state = { ...draft.state, outgoing: failed(draft.state.outgoing, id, reason, enough(draft.rules)) };
  },
  restoreFailed(draft, { failure }) {
    const { state } = draft;
    if (state.status !== 'restoring') return;
    draft.state = { ...state, status: 'idle' };
    if (draft.rules.isSessionLost(failure, true)) draft.publish('sessionLost', failure);
    draft.publish('error', failure);
    draft.tell('restoreFailed');
  },
};
