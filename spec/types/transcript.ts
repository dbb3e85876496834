import type { WebChatService } from '../../lib/service.js';
import type { ServerAnswer } from '../../transports/frames.js';

/** What the compiler must refuse, and what it must know, about the transcript. Compiled, never run. */
export const transcriptTypes = (service: WebChatService): void => {
  service.transcript$.subscribe((transcript) => {
    const texts: string[] = [...transcript].map(({ text }) => text);
    const message = transcript.at(-1);
    message?.status satisfies 'sending' | 'sent' | 'failed' | undefined;
    message?.reason satisfies Error | undefined;
    const key: number | string | undefined = message?.key ?? message?.index;
    const answer: Promise<ServerAnswer> | undefined = message?.retry?.();
    // @ts-expect-error what has not failed cannot be sent again
    message?.retry().catch();
    // @ts-expect-error no such status
    if (message?.status === 'read') return;
    // @ts-expect-error read-only
    transcript.push(message);
    void [texts, key, answer];
  });
  // @ts-expect-error what the server says has no status
  void service.getTranscript().then(({ messages }) => messages.map(({ status }) => status));
};
