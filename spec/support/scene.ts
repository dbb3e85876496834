import type { StartChatOptions } from '../../lib/commands.js';
import type { MessagesReceived } from '../../streams/events.js';
import type { TranscriptEvent } from '../chatServer/conversation/transcriptEvent.js';
import type { DeskFile, Extras, Newcomer, NoticeExtras } from '../chatServer/desk.js';
import { surroundings } from './nodeWorld.js';
import type { Visit, VisitOptions, World } from './world.js';

/** Somebody at the contact centre, in one chat. */
export interface Actor {
  /** The participant id. */
  readonly id: number;
  say(text: string, extras?: Extras): Promise<TranscriptEvent>;
  type(preview?: string): Promise<TranscriptEvent>;
  pause(): Promise<TranscriptEvent>;
  pushUrl(url: string): Promise<TranscriptEvent>;
  notice(text: string, extras?: NoticeExtras): Promise<TranscriptEvent>;
  sendFile(file: DeskFile): Promise<TranscriptEvent>;
  leave(): Promise<TranscriptEvent>;
}

/** The row of getSessionData for the server of this run. */
export const sessionRow =
  surroundings.transport === 'v3Rest' ? ('getSessionData/v3' as const) : ('getSessionData/gms' as const);

/** A chat that runs. */
export interface Scene {
  readonly visit: Visit;
  readonly chatId: string;
  /** Somebody enters; resolves once the page has been told. */
  enter(name: string, role?: 'Agent' | 'Supervisor' | 'Bot'): Promise<Actor>;
}

const connected = { Agent: 'agentConnected', Supervisor: 'supervisorConnected', Bot: 'botConnected' } as const;

/** Lets somebody into a chat; resolves once the server has let them in. */
export const join = async ({ server: { desk } }: World, chatId: string, newcomer: Newcomer): Promise<Actor> => {
  const id = await desk.join(chatId, newcomer);
  return {
    id,
    say: (text, extras) => desk.say(chatId, id, text, extras),
    type: (preview) => desk.type(chatId, id, preview),
    pause: () => desk.stopTyping(chatId, id),
    pushUrl: (url) => desk.pushUrl(chatId, id, url),
    notice: (text, extras) => desk.notice(chatId, id, text, extras),
    sendFile: (file) => desk.sendFile(chatId, id, file),
    leave: () => desk.leave(chatId, id),
  };
};

const sceneOf = (stage: World, visit: Visit, chatId: string): Scene => ({
  visit,
  chatId,
  async enter(name, role = 'Agent') {
    const actor = await join(stage, chatId, { name, role });
    await visit.when(connected[role], ({ message }) => message?.from.name === name);
    return actor;
  },
});

/** Starts a chat on a visit; resolves once the customer has been told that they are in it. */
export const startChat = async (
  stage: World,
  visit: Visit,
  form: StartChatOptions = { nickname: 'Jonny' },
): Promise<Scene> => {
  await visit.service.startChat(form);
  const { data } = await visit.when('started');
  await visit.when('clientConnected');
  await visit.when('messageReceived');
  return sceneOf(stage, visit, data.sessionId);
};

/** Opens the page and starts a chat on it. */
export const beginChat = async (stage: World, options?: VisitOptions, form?: StartChatOptions): Promise<Scene> =>
  startChat(stage, await stage.open(options), form);

/** The same, and an agent is there from the beginning. */
export const meetAgent = async (stage: World, options?: VisitOptions): Promise<Scene & { readonly ann: Actor }> => {
  const visit = await stage.open(options);
  await visit.service.startChat({ nickname: 'Jonny' });
  const { data } = await visit.when('started');
  const scene = sceneOf(stage, visit, data.sessionId);
  return { ...scene, ann: await scene.enter('Ann') };
};

/**
 * Leaves the page, and cuts the requests that it has sent: a fault that strikes once strikes the page that comes next,
 * and no poll of the one before.
 */
export const leaveForGood = async ({ server }: World, visit: Visit): Promise<void> => {
  await visit.leave();
  await server.goDown();
  await server.comeBack();
};

/** Whether one of the messages has that text. */
export const saying =
  (text: string) =>
  ({ messages }: MessagesReceived): boolean =>
    messages.some((message) => message.text === text);

/** The texts of what people said in a chat, as the page was told, in order. */
export const textsOf = ({ seen }: Visit): string[] =>
  seen
    .all('messageReceived')
    .flatMap(({ data }) => data.messages)
    .filter(({ type }) => type === 'Message')
    .map(({ text }) => text);
