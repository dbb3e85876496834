import { expect } from 'chai';
import { concat, defer, NEVER, type Observable, of, Subject } from 'rxjs';
import { TransportFailure } from '../../../transports/failures.js';
import { bayeuxCalls } from '../../../transports/gmsCometd/bayeuxCalls.js';
import { chatOverBayeux } from '../../../transports/gmsCometd/chatOverBayeux.js';
import type { Connection } from '../../../transports/gmsCometd/connect.js';
import type { JsonObject } from '../../../transports/json.js';

export const session = { sessionId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' };
export const keys = { chatId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' };

/** A push with messages of an agent's. */
export const word = (...indexes: readonly number[]) => ({
  ...keys,
  statusCode: 0,
  messages: indexes.map((index) => ({ index, type: 'Message', text: `text ${index}` })),
});

/** A push that shows what the customer has said. */
export const echo = (index: number, text: string) => ({
  ...keys,
  statusCode: 0,
  messages: [{ index, type: 'Message', text, from: { nickname: 'Jonny', participantId: 1, type: 'Client' } }],
});

/** A push that refuses something. */
export const refusal = (more: JsonObject = {}) => ({ chatId: 'C1', statusCode: 2, messages: [], ...more });

const questions: readonly string[] = ['requestChat', 'requestNotifications', 'refresh', 'sendMessage'];

/** A connection in the hands of a test. */
export const fakeConnection = (ack$: Observable<unknown> = of({ successful: true })) => {
  const said: JsonObject[] = [];
  const messages$ = new Subject<unknown>();
  const alive$ = new Subject<unknown>();
  const connection: Connection = {
    messages$,
    alive$,
    publish: (data) =>
      defer(() => {
        // What comes at once must not be lost.
        if (questions.includes(`${data.operation}`)) expect(messages$.observed).to.equal(true);
        said.push(data);
        return ack$;
      }),
  };
  return { said, messages$, alive$, connection };
};

/** A transport over such a connection, and what was asked at which position. */
export const fakeTransport = (ack$?: Observable<unknown>, ajaxTimeout = 3000) => {
  const fake = fakeConnection(ack$);
  const transport = chatOverBayeux(bayeuxCalls(concat(of(fake.connection), NEVER), ajaxTimeout), 'Branch');
  const positions = () =>
    fake.said.flatMap(({ transcriptPosition }) => (transcriptPosition === undefined ? [] : transcriptPosition));
  const push = (...pushes: readonly unknown[]) => {
    for (const each of pushes) fake.messages$.next(each);
  };
  return { ...fake, ...transport, transport, positions, push };
};

/** What an Observable has done until now. */
export const watched = <Value>(source?: Observable<Value>) => {
  const values: Value[] = [];
  const endings: unknown[] = [];
  const subscription = source?.subscribe({
    next: (value) => values.push(value),
    error: (error) => endings.push(error),
    complete: () => endings.push('completed'),
  });
  return { values, endings, leave: () => subscription?.unsubscribe() };
};

export const kindOf = (failure: unknown) => (failure instanceof TransportFailure ? failure.kind : failure);
