import type { SessionState } from '../../streams/state.js';
import type { Frame } from '../../transports/frames.js';
import { frameOf, type Script, type ScriptedAnswer } from '../../transports/scripted.js';
import { type Listening, listenTo } from './listenTo.js';
import { answered, given } from './scene.js';

interface Poll {
  readonly at: number;
  readonly after: unknown;
  readonly preview: unknown;
}

/** Polls a scripted server from 0 ms on; without an answer of its own it has nothing new. */
export const beginListening = (
  answer: (poll: number) => ScriptedAnswer<Frame> = () => frameOf(),
  more: Listening = {},
  initial: SessionState = given.active(),
  manners: Pick<Script, 'pace'> = {},
) => {
  const polls: Poll[] = [];
  const again: unknown[] = [];
  const poll: Script['poll'] = (_, request) => {
    const { after, preview } = request;
    polls.push({ at: Date.now(), after, preview });
    again.push(request.again);
    return answer(polls.length);
  };
  const listening = listenTo({ poll, ...manners }, more, initial);
  const starts = () => polls.map(({ at }) => at);
  const sent = () => void listening.session.take({ ...answered(), hurries: true });
  return { ...listening, polls, again, starts, sent };
};
