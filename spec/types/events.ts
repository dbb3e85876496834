import type { WebChatService } from '../../lib/service.js';

/** What the compiler must refuse, and what it must know, about events. Compiled, never run. */
export const eventTypes = (service: WebChatService): void => {
  // @ts-expect-error a misspelt event
  service.events.agentConected$.subscribe();
  // @ts-expect-error the reference's spelling, to the letter
  service.events.AgentConnected$.subscribe();

  service.events.agentConnected$.subscribe(({ message, agents, numAgentsConnected }) => {
    const text: string | undefined = message?.text;
    const names: string[] = Object.values(agents).map(({ name }) => name);
    const count: number = numAgentsConnected;
    // @ts-expect-error a leave that the chat's end implies has no message
    message.text.trim();
    return { text, names, count };
  });
  // @ts-expect-error a field that is not in the payload
  service.events.agentConnected$.subscribe(({ agent }) => agent);
  // @ts-expect-error an agent of whom nothing is known may be missing
  service.events.agentConnected$.subscribe(({ agents }) => agents.someone.name.trim);
  // @ts-expect-error payloads are read-only
  service.events.messageReceived$.subscribe(({ messages }) => messages.push());
  // @ts-expect-error nothing comes with `ended`
  service.events.ended$.subscribe(({ reason }) => reason.length);
  // @ts-expect-error nobody outside can publish
  service.events.ended$.next({});

  service.events.messageReceived$.subscribe(({ messages, restoring, sessionId, idleTimeCountDown }) => {
    const texts: string[] = messages.map(({ text }) => text);
    const seconds: number | undefined = idleTimeCountDown;
    return [texts, restoring satisfies boolean, sessionId satisfies string, seconds];
  });
  service.events.error$.subscribe((failure) => {
    if (failure.kind === 'Hook') return failure.message;
    return failure.retryAfter satisfies number | undefined;
  });

  service.events$.subscribe((event) => {
    if (event.name === 'restored') event.data.async satisfies boolean;
    // @ts-expect-error narrowed to another event
    if (event.name === 'ended') event.data.async.valueOf();
    // @ts-expect-error a name that no event has
    if (event.name === 'finished') return;
  });
};
