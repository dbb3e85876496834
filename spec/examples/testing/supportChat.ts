// A piece of an application: the lines that its chat shows, from what happens in the chat.
import { filter, from, map, merge, mergeMap, type Observable } from 'rxjs';
import { createWebChatService, type TransportFactory } from 'webchat-streams';

export const supportChat = (transport: TransportFactory) => {
  const service = createWebChatService({ transport });
  const { agentConnected$, messageReceived$, disconnected$, reconnected$, ended$ } = service.events;
  const lines$: Observable<string> = merge(
    agentConnected$.pipe(map(({ message }) => `${message?.from.name} is here to help.`)),
    messageReceived$.pipe(
      mergeMap(({ messages }) => from(messages)),
      filter(({ type }) => type === 'Message'),
      map(({ from, text }) => `${from.name}: ${text}`),
    ),
    disconnected$.pipe(map(() => 'We have lost the connection, one moment please.')),
    reconnected$.pipe(map(() => 'Here we are again.')),
    ended$.pipe(map(() => 'The chat is over.')),
  );
  return {
    lines$,
    /** Resolves with what the visitor is told. */
    begin: (nickname: string): Promise<string> =>
      service.startChat({ nickname }).then(
        () => `Welcome, ${nickname}.`,
        () => 'Nobody can be reached now; please write to us.',
      ),
    ask: (message: string) => service.sendMessage({ message }),
    close: () => service.dispose(),
  };
};
