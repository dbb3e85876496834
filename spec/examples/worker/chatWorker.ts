// The chat lives here, once for all tabs of the site: one service, one conversation, one request at a time.
// The pages are views. Where a browser has no SharedWorker, the same works in a Worker with one port: itself.
import { combineLatest, map, Subscription } from 'rxjs';
import { createWebChatService, gmsRest, type Transcript } from 'webchat-streams';
import type { Asked, Said, Shown } from './messages.js';

// The worker's name is the address of the chat server.
const service = createWebChatService({ transport: gmsRest({ dataURL: self.name }) });

// Nobody could be asked for the chat that was left: again in a while, unless another one has begun.
service.events.restoreFailed$.subscribe(() => setTimeout(() => service.restore().catch(() => undefined), 5000));

/** Only what can be cloned crosses over to a page. */
const linesOf = (transcript: Transcript): string[] => {
  const messages = transcript.slice().filter(({ type }) => type === 'Message');
  return messages.map(({ from, text, status }) => {
    const who = from.type === 'Client' ? 'You' : from.name;
    return `${who}: ${text}${status === 'failed' ? ' (not sent)' : ''}`;
  });
};

const shown$ = combineLatest([service.state$, service.transcript$]).pipe(
  map(([{ status, connection }, transcript]): Shown => ({ status, connection, lines: linesOf(transcript) })),
);

const obey = async (asked: Asked): Promise<void> => {
  if (asked.ask === 'startChat') await service.startChat({ nickname: asked.nickname });
  if (asked.ask === 'sendMessage') await service.sendMessage({ message: asked.message });
  if (asked.ask === 'endChat') await service.endChat();
};

/** One tab. */
const serve = (port: MessagePort): void => {
  const say = (said: Said) => port.postMessage(said);
  let watching = Subscription.EMPTY;
  port.onmessage = ({ data }: MessageEvent<Asked>) => {
    // A tab that is left, or kept for the way back, needs no news.
    if (data.ask === 'watch' || data.ask === 'leave') watching.unsubscribe();
    if (data.ask === 'watch') watching = shown$.subscribe(say);
    obey(data).catch(({ message }: Error) => say({ refused: message }));
  };
};

addEventListener('connect', (event) => {
  if (event instanceof MessageEvent) event.ports.forEach(serve);
});
