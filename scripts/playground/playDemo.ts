import { filter, firstValueFrom, type Observable, timeout } from 'rxjs';
import { createWebChatService, memoryStore, type WebChatService } from '../../lib/index.js';
import { startChatServer } from '../../spec/chatServer/chatServer.js';
import { scriptedAgent } from '../../spec/chatServer/scriptedAgent.js';
import type { TransportName } from '../../spec/reference/abilities.js';
import type { Row } from './shared/row.js';
import { rowsOf, tellCall } from './shared/rowOf.js';
import { transportTo } from './shared/servers.js';

/** The longest wait for something that must come, in ms. */
const patience = 10_000;

const next = <T>(events$: Observable<T>): Promise<T> => firstValueFrom(events$.pipe(timeout(patience)));

/** What the agent says after now. */
const agentSays = ({ events }: WebChatService): Promise<unknown> =>
  next(
    events.messageReceived$.pipe(
      filter(({ messages }) => messages.some(({ type, from }) => type === 'Message' && from.type === 'Agent')),
    ),
  );

/** A chat from its start to its end, with an outage in the middle. */
const chat = async (service: WebChatService, tell: (row: Row) => void, outage: () => Promise<() => Promise<void>>) => {
  const say = (message: string) => tellCall(tell, 'sendMessage', { message }, () => service.sendMessage({ message }));
  const { disconnected$, reconnected$ } = service.events;

  const greeting = agentSays(service);
  const start = { nickname: 'Robin', subject: 'My order' };
  await tellCall(tell, 'startChat', start, () => service.startChat(start));
  await greeting;
  const answer = agentSays(service);
  await say('Hello, where is my order?');
  await answer;

  const lost = next(disconnected$);
  const comeBack = await outage();
  await lost;
  const found = next(reconnected$);
  await comeBack();
  await found;

  const ended = next(service.events.ended$);
  await tellCall(tell, 'endChat', undefined, () => service.endChat());
  await ended;
  // Too late: a command that cannot be carried out rejects with a sentence.
  await say('One more thing').catch(() => undefined);
};

/** Plays a short chat through the library against a chat server of its own, and tells what happens. */
export const playDemo = async (transport: TransportName, tell: (row: Row) => void): Promise<void> => {
  // CometD's client wants a `window`, and keeps using it for a while after the chat.
  if (transport === 'gmsCometd') (await import('cometd-nodejs-client')).adapt();
  await using server = await startChatServer({ bayeux: true });
  const agent = await scriptedAgent(server.desk, { pace: 250 });
  const { dataURL: gmsRest, v3URL: v3Rest, fayeURL: gmsCometd } = server;
  await using service = createWebChatService({
    transport: transportTo(transport, { gmsRest, v3Rest, gmsCometd }),
    store: memoryStore(),
    name: 'demo',
    pollRateMin: 250,
    pollRateMax: 500,
  });
  const watching = rowsOf(service).subscribe(tell);
  const outage = async () => {
    await server.goDown();
    return server.comeBack;
  };
  try {
    await chat(service, tell, outage);
  } finally {
    watching.unsubscribe();
    await agent.stop();
  }
};
