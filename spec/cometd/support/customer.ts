import { firstValueFrom, type Observable } from 'rxjs';
import type { Frame, SessionData } from '../../../transports/frames.js';
import { gmsCometd } from '../../../transports/gmsCometd/gmsCometd.js';
import type { GmsCometdOptions } from '../../../transports/gmsCometd/gmsCometdOptions.js';
import type { StartRequest, Transport } from '../../../transports/transport.js';
import { type Listener, listener } from './listener.js';

/** A transport, and what a customer does with it. */
export interface Customer {
  readonly transport: Transport;
  /** Begins a chat, and follows it from then on. */
  start(request?: Partial<StartRequest>): Promise<{ readonly session: SessionData; readonly ear: Listener }>;
  follow(session: SessionData, after?: number): Listener;
  /** Lets go of everything. */
  leave(): void;
}

export const keysOf = ({ session }: Frame): SessionData => ({ sessionId: '', ...session });

/** The only value of what the transport is to have. */
export const answer = <Value>(answer$: Observable<Value> | undefined): Promise<Value> => {
  if (!answer$) throw new Error('The transport lacks the operation.');
  return firstValueFrom(answer$);
};

export const customer = (options: GmsCometdOptions): Customer => {
  const transport = gmsCometd(options)({ fetch, patientFetch: fetch });
  const ears: Listener[] = [];
  const follow = (session: SessionData, after?: number): Listener => {
    const ear = listener(transport.follow?.(session, { after }));
    ears.push(ear);
    return ear;
  };
  return {
    transport,
    follow,
    async start(request) {
      const frame = await firstValueFrom(
        transport.start({ form: { nickname: 'Jonny' }, userData: { colour: 'blue' }, ...request }),
      );
      const session = keysOf(frame);
      const ear = follow(session);
      await ear.heard('ParticipantJoined');
      return { session, ear };
    },
    leave: () => {
      for (const ear of ears) ear.leave();
    },
  };
};
