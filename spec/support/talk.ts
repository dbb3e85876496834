import { expect } from 'chai';
import { type Actor, saying } from './scene.js';
import type { Visit, World } from './world.js';

/** What people have said, as the page shows it. */
export const wordsOn = async ({ service }: Visit): Promise<string[]> =>
  (await service.getTranscript()).messages.filter(({ type }) => type === 'Message').map(({ text }) => text);

/** The same, as the server keeps it. */
export const wordsAt = async ({ server: { desk } }: World, chatId: string): Promise<(string | undefined)[]> =>
  (await desk.transcript(chatId)).filter(({ type }) => type === 'Message').map(({ text }) => text);

/** One word each way; resolves once the page shows both, each once. */
export const talk = async (visit: Visit, agent: Pick<Actor, 'say'>, words: string): Promise<void> => {
  const said = [`Agent: ${words}`, `Customer: ${words}`] as const;
  await agent.say(said[0]);
  await visit.when('messageReceived', saying(said[0]));
  await visit.service.sendMessage({ message: said[1] });
  await visit.when('messageReceived', saying(said[1]));
  expect((await wordsOn(visit)).filter((text) => text.endsWith(`: ${words}`))).to.deep.equal(said);
};
