import { inspect } from 'node:util';
import { expect } from 'chai';
import type { Callback, Message } from 'cometd';
import { TransportFailure } from '../../../transports/failures.js';
import { cometdSettings } from '../../../transports/gmsCometd/cometdSettings.js';
import { type BayeuxClient, type Connection, connect } from '../../../transports/gmsCometd/connect.js';

/** What CometD knows of a failure: more than anybody should see. */
const failedBy = (connectionType: string, httpCode = 0) => ({
  channel: '/meta/handshake',
  successful: false,
  failure: { connectionType, httpCode, reason: '', message: { data: { secureKey: 'SK1' } } },
});

/** A client that does as it is told, and whether CometD would try again by itself. */
const fakeClient = () => {
  const did: string[] = [];
  const listeners: { readonly channel: string; readonly tell: Callback }[] = [];
  const state: {
    clientId: string | null;
    reconnect?: 'retry' | 'handshake' | 'none';
    shaken?: Callback;
    ack?: Message;
  } = { clientId: null };
  const client: BayeuxClient & { onTransportFailure?: unknown } = {
    addListener: (channel, tell) => listeners.push({ channel, tell }),
    removeListener: () => {},
    configure: (options) => did.push(`configure ${typeof options === 'string' ? options : options.url}`),
    handshake: (shaken?: Callback | object) => {
      if (typeof shaken === 'function') state.shaken = (message) => Reflect.apply(shaken, undefined, [message]);
      did.push('handshake');
    },
    publish: (_: string, __: object, ...rest: readonly unknown[]) => {
      const [told] = rest;
      if (state.ack && typeof told === 'function') Reflect.apply(told, undefined, [state.ack]);
    },
    disconnect: () => did.push('disconnect'),
    getAdvice: () => ({ reconnect: state.reconnect }),
    getClientId: () => state.clientId,
  };
  return {
    client,
    did,
    state,
    shake: (message: Partial<Message> & object) => {
      if (message.successful) state.clientId = 'B1';
      state.shaken?.({ channel: '/meta/handshake', ...message });
    },
    hear: (message: Message) => {
      for (const { channel, tell } of listeners) if (channel === message.channel) tell(message);
    },
    retries: () => client.onTransportFailure === undefined,
  };
};

const connected: Message = { channel: '/meta/connect', successful: true };

const settings = cometdSettings({
  cometURL: 'https://host/cometd/',
  enableCustomHeader: true,
  header: { Authorization: 'Bearer TOKEN-OF-SITE' },
});

describe('connect', () => {
  let fake: ReturnType<typeof fakeClient>;
  let connections: Connection[];
  let failures: unknown[];
  let leave: () => void;

  const failure = (): TransportFailure => {
    const [found, ...others] = failures;
    expect(others).to.deep.equal([]);
    if (found instanceof TransportFailure) return found;
    throw new Error(`expected a TransportFailure, got ${found}`);
  };

  beforeEach(() => {
    fake = fakeClient();
    connections = [];
    failures = [];
    const connection$ = connect(fake.client, settings);
    expect(fake.did).to.deep.equal([]);
    const subscription = connection$.subscribe({
      next: (connection) => connections.push(connection),
      error: (error) => failures.push(error),
    });
    leave = () => subscription.unsubscribe();
  });

  it('is connected once the server has answered the first /meta/connect', () => {
    fake.shake({ successful: true });
    expect(connections).to.have.length(0);
    fake.hear(connected);
    fake.hear(connected);

    expect(connections).to.have.length(1);
    expect(fake.did).to.deep.equal(['configure https://host/cometd', 'handshake']);
  });

  it('goes on where only WebSocket has failed', () => {
    fake.shake(failedBy('websocket'));
    expect([failures.length, fake.retries()]).to.deep.equal([0, true]);
    fake.shake({ successful: true });
    fake.hear(connected);

    expect(connections).to.have.length(1);
  });

  for (const [what, message, reason] of [
    ['long-polling too fails', failedBy('long-polling', 404), ' (HTTP 404)'],
    ['there is no answer', failedBy('long-polling'), ''],
    ['the server refuses', { successful: false, error: '403:alias:no entry' }, ' (no entry)'],
    ['they have no way in common', { successful: false }, ''],
  ] as const) {
    it(`fails where ${what}, and tries no more`, () => {
      fake.shake(message);

      expect(failure().kind).to.equal('Offline');
      expect(failure().message).to.equal(`No connection${reason}: check the network, cometURL and its CORS rules`);
      expect(JSON.stringify(failure())).to.not.include('SK1');
      expect(failure().cause).to.equal(undefined);
      expect([fake.retries(), fake.did.includes('disconnect')]).to.deep.equal([false, false]);
    });
  }

  // O22
  const secret = 'SECRET-KEY';
  const echo = `${secret} ${encodeURIComponent(`"${secret}"`)} ${btoa(`${secret}:`)} TOKEN-OF-SITE`;
  const shown = /SECRET|U0VDUkVU|TOKEN/;

  for (const [title, message] of [
    ['/meta/connect', { ...connected, successful: false, error: `500:${secret}:${echo}` }],
    ['/meta/disconnect', { channel: '/meta/disconnect', error: `500::${echo}` }],
    ['/meta/publish', { channel: '/meta/publish', successful: false, error: `402::${echo}` }],
  ] as const) {
    it(`shows no key that the server repeats in ${title}`, () => {
      fake.shake({ successful: true });
      fake.hear(connected);
      connections[0]?.publish({ operation: 'sendMessage', secureKey: secret }).subscribe();
      fake.hear(message);

      expect(failure().message).to.include('•••').and.to.not.match(shown);
      expect(inspect(failure(), { depth: 9 })).to.not.match(shown);
    });
  }

  it('shows no key that a refused handshake repeats', () => {
    fake.shake({ successful: false, error: '403::not with TOKEN-OF-SITE' });
    expect(failure().message).to.include('not with •••');
  });

  it('hands on the acknowledgement of a refusal without what the server repeats', () => {
    fake.shake({ successful: true });
    fake.hear(connected);
    fake.state.ack = { channel: '/service/x', successful: false, error: `403::${echo}` };
    const acks: unknown[] = [];
    connections[0]?.publish({ secureKey: secret }).subscribe((ack) => acks.push(ack));

    expect(acks).to.have.length(1);
    expect(JSON.stringify(acks)).to.include('403::•••').and.to.not.match(shown);
  });

  it('tells CometD to give up', () => {
    fake.shake(failedBy('long-polling'));
    const told: unknown[] = [];
    const { onTransportFailure: ask } = fake.client;
    if (typeof ask === 'function') ask({}, { action: 'retry', delay: 5 }, (info: unknown) => told.push(info));

    expect(told).to.deep.equal([{ action: 'none', delay: 5 }]);
  });

  it('fails once where the connection breaks, and lets CometD not try again', () => {
    fake.shake({ successful: true });
    fake.hear(connected);
    fake.hear({ ...connected, successful: false });
    fake.hear({ ...connected, successful: false });

    expect(failure().kind).to.equal('Offline');
    expect([fake.retries(), fake.did.includes('disconnect')]).to.deep.equal([false, false]);
  });

  for (const reconnect of ['none', 'handshake'] as const) {
    it(`fails where the server advises ${reconnect}, and says goodbye`, () => {
      fake.shake({ successful: true });
      fake.state.reconnect = reconnect;
      fake.hear(connected);

      expect(failure().kind).to.equal('Offline');
      expect(fake.did.at(-1)).to.equal('disconnect');
    });
  }

  it('fails where the server says goodbye', () => {
    fake.shake({ successful: true });
    fake.hear({ channel: '/meta/disconnect' });

    expect(failure().kind).to.equal('Offline');
  });

  it('fails where a publication shows that the client is unknown, and at no other refusal', () => {
    fake.shake({ successful: true });
    fake.hear({ channel: '/meta/publish', successful: false, error: '403::Forbidden' });
    fake.hear({ channel: '/meta/publish', successful: true });
    expect(failures).to.deep.equal([]);
    fake.hear({ channel: '/meta/publish', successful: false, error: '402::Unknown client' });

    expect(failure().kind).to.equal('Offline');
  });

  it('fails where a publication is cut, and says goodbye', () => {
    fake.shake({ successful: true });
    const failed = { channel: '/meta/publish', successful: false, failure: { reason: 'network', httpCode: 0 } };
    fake.hear(failed);

    expect(failure().kind).to.equal('Offline');
    expect(fake.did.at(-1)).to.equal('disconnect');
  });

  it('says goodbye when it is unsubscribed', () => {
    fake.shake({ successful: true });
    leave();

    expect(fake.did.at(-1)).to.equal('disconnect');
  });

  it('says goodbye once the server knows to whom, where it is unsubscribed during the handshake', async () => {
    leave();
    expect(fake.did).to.not.include('disconnect');
    fake.shake({ successful: true });
    await Promise.resolve();

    expect(fake.did.at(-1)).to.equal('disconnect');
    expect([connections.length, failures.length]).to.deep.equal([0, 0]);
  });

  it('tries no other way where it is unsubscribed during the handshake', () => {
    leave();
    fake.shake(failedBy('websocket'));

    expect([fake.retries(), failures.length]).to.deep.equal([false, 0]);
  });
});
