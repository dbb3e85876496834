import type { WebChatEvent } from '../../../streams/events.js';
import type { SessionData } from '../../../transports/frames.js';
import type { WebChatService } from '../../service.js';
import type { ServingPlugin } from '../bus/bus.js';
import { uncaught } from '../bus/uncaught.js';
import { detailed, noteOriginals } from './detailed.js';
import { payloadOf } from './payloadOf.js';
import { plain } from './plain.js';

/** The keys of the chat that an event is about: those of now, or those from before it ended. */
const sessionKeys = (service: WebChatService) => {
  let last: SessionData = { sessionId: '' };
  return async (): Promise<SessionData> => {
    const now = await service.getSessionData().catch(() => last);
    // Without a chat they only tell what kind of server it is.
    if (now.sessionId || !last.sessionId) last = now;
    return last;
  };
};

/**
 * Publishes a service's events on a bus, in order, each with a payload of its own, and keeps `plugin.data` in step
 * (`sessionActive`, `sleeping`, `agentTyping`). Call it in the step in which the service is made, so that none is missed.
 *
 * @returns what stops it, at once
 */
export const publishEvents = (plugin: ServingPlugin, service: WebChatService): (() => void) => {
  const keys = sessionKeys(service);
  let stopped = false;
  const publish = ({ name }: WebChatEvent, payload: unknown): void => {
    if (/^agentTypingSt/.test(name)) plugin.data?.('agentTyping', name === 'agentTypingStarted');
    plugin.publish(name, plain(payload));
  };
  let row: Promise<unknown> = Promise.resolve();
  let last: WebChatEvent | undefined;
  const publishNow = async (event: WebChatEvent, before: WebChatEvent | undefined): Promise<void> => {
    const session = await keys();
    if (stopped) return;
    // Later events wait for the images of this one. (B21)
    const payload = await detailed(service, session, payloadOf(event, session, before));
    if (!stopped) publish(event, payload);
  };
  const publishInTurn = (event: WebChatEvent): void => {
    const before = last;
    last = event;
    if (event.name === 'messageReceived') noteOriginals(event.data);
    // An event that fails stops none after it.
    row = row.then(() => publishNow(event, before)).catch(uncaught);
  };
  const running = service.state$.subscribe({
    next: ({ status, sleeping }) => {
      plugin.data?.('sessionActive', status === 'active');
      plugin.data?.('sleeping', sleeping);
    },
    complete: () => plugin.data?.('sessionActive', false),
  });
  running.add(service.events.ready$.subscribe(() => plugin.republish('ready', {})));
  running.add(service.events$.subscribe((event) => event.name === 'ready' || publishInTurn(event)));
  return () => {
    stopped = true;
    running.unsubscribe();
  };
};
