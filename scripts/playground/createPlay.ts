import type { ChatServer } from '../../spec/chatServer/chatServer.js';
import type { Desk } from '../../spec/chatServer/desk.js';
import { scriptedAgent } from '../../spec/chatServer/scriptedAgent.js';
import type { WeatherRule } from '../../spec/chatServer/weather.js';
import { fairWeather, type Play, parsePlay } from './shared/play.js';

/** The switches of the playground and what they move. */
export interface PlayHost {
  /** How they stand. */
  now(): Play;
  /** Moves those that are given. Resolves with how they stand then. */
  set(json: unknown): Promise<Play>;
}

const rulesOf = ({ offline, errors, slow }: Play): WeatherRule[] => [
  ...(slow ? [{ kind: 'delay', ms: 2000 } as const] : []),
  ...(offline ? [{ kind: 'statusCode', statusCode: 1 } as const] : []),
  ...(errors ? [{ kind: 'status', status: 500 } as const] : []),
];

/** The script greets again where it comes back, so whoever answered in its place leaves first. */
const leaveSeats = async (desk: Desk): Promise<void> => {
  for (const { chatId, ended, participants } of await desk.sessions()) {
    const seats = ended ? [] : participants.filter(({ role, present }) => present && role === 'Agent');
    for (const { participantId } of seats) await desk.leave(chatId, participantId);
  }
};

/** @param pace how long the scripted agent thinks, and then types, in ms */
export const createPlay = async ({ desk, weather, goDown, comeBack }: ChatServer, pace?: number): Promise<PlayHost> => {
  let play = fairWeather;
  let agent = await scriptedAgent(desk, { pace });
  const move = async (next: Play): Promise<void> => {
    const before = play;
    play = next;
    if (before.cut !== next.cut) await (next.cut ? goDown() : comeBack());
    await weather.set(rulesOf(next));
    if (before.scripted && !next.scripted) await agent.stop();
    if (!before.scripted && next.scripted) {
      await leaveSeats(desk);
      agent = await scriptedAgent(desk, { pace });
    }
  };
  // One after the other: two quick presses must not overtake each other.
  let last: Promise<unknown> = Promise.resolve();
  return {
    now: () => play,
    set: async (json) => {
      const moved = last.then(() => move(parsePlay(json, play)));
      last = moved.catch(() => undefined);
      await moved;
      return play;
    },
  };
};
