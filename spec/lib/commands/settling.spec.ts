import { expect } from 'chai';
import { config, EMPTY, NEVER, throwError } from 'rxjs';
import type { SessionStore } from '../../../lib/options.js';
import type { WebChatService } from '../../../lib/service.js';
import { TransportFailure } from '../../../transports/failures.js';
import { scripted } from '../../../transports/scripted.js';
import type { Transport, TransportFactory } from '../../../transports/transport.js';
import { everything, outcomeOf, refused, stage, until } from './stage.js';

type Command = readonly [name: string, method: keyof Transport, run: (service: WebChatService) => Promise<unknown>];

/** The commands that ask a server, and which of its methods. */
const commands: readonly Command[] = [
  ['startChat', 'start', (service) => service.startChat()],
  ['endChat', 'end', (service) => service.endChat()],
  ['sendMessage', 'send', (service) => service.sendMessage({ message: 'a' })],
  ['sendFilteredMessage', 'send', (service) => service.sendFilteredMessage({ message: 'a', regex: /a/ })],
  ['sendCustomNotice', 'customNotice', (service) => service.sendCustomNotice()],
  ['sendTyping', 'typing', (service) => service.sendTyping()],
  ['updateUserData', 'updateUserData', (service) => service.updateUserData({ a: 1 })],
  ['sendFile', 'upload', (service) => service.sendFile({ files: new File(['x'], 'a.txt') })],
  ['downloadFile', 'download', (service) => service.downloadFile({ fileId: '1' })],
  ['getFileLimits', 'fileLimits', (service) => service.getFileLimits()],
  ['stayActive', 'customNotice', (service) => service.stayActive()],
];

/** The commands that ask nobody. */
const quiet: readonly ((service: WebChatService) => Promise<unknown>)[] = [
  (service) => service.addPrefilter({ filters: /a/ }),
  (service) => service.registerPreProcessor({ preprocessor: () => undefined }),
  (service) => service.startPoll(),
  (service) => service.stopPoll(),
  (service) => service.resetPollExceptions(),
  (service) => service.restore(),
  (service) => service.verifySession(),
  (service) => service.getTranscript(),
  (service) => service.getAgents(),
  (service) => service.getStats(),
  (service) => service.getSessionData(),
  (service) => service.fetchHistory(),
  (service) => service.sleep(),
  (service) => service.wake(),
];

/** A transport one of whose methods is not what it should be. */
const breaking = (method: keyof Transport, broken: () => unknown): TransportFactory => {
  const { transport } = scripted(everything);
  return (wire) => {
    const good = transport(wire);
    return new Proxy(good, { get: (target, name) => (name === method ? broken : Reflect.get(target, name)) });
  };
};

const ways: readonly (readonly [string, () => unknown, kind: string])[] = [
  ['that fails', () => throwError(() => refused()), 'Refused'],
  ['that fails with something else', () => throwError(() => new RangeError('odd')), 'Garbled'],
  ['that says nothing', () => EMPTY, 'Garbled'],
  [
    'that throws',
    () => {
      throw new Error('broken');
    },
    'Garbled',
  ],
  ['that gives no Observable', () => undefined, 'Garbled'],
];

for (const [way, broken, kind] of ways) {
  describe(`a transport ${way}`, () => {
    const on = stage();
    for (const [name, method, run] of commands) {
      it(`rejects ${name} with a TransportFailure, published once; the service goes on`, async () => {
        const { service, data } = on.open({}, { transport: breaking(method, broken) });
        if (name !== 'startChat') await service.startChat();
        const outcome = outcomeOf(run(service));
        await until(() => outcome() !== 'open');
        const failure = outcome();

        expect(failure).to.be.instanceOf(TransportFailure);
        expect(failure).to.have.property('kind', kind);
        expect(data('error')).to.deep.equal([failure]);
        const { sessionActive } = await service.verifySession();
        expect(sessionActive).to.equal(name !== 'startChat' && name !== 'endChat');
      });
    }
  });
}

describe('a transport whose polls are broken', () => {
  const on = stage();
  for (const [way, broken] of ways) {
    it(`(one ${way}) leaves the chat as it is`, async () => {
      const { service } = on.open({}, { transport: breaking('poll', broken) });
      await service.startChat();
      await on.clock.tickAsync(5000);

      expect(await service.sendMessage({ message: 'a' })).to.have.property('statusCode', 0);
    });
  }
});

describe('dispose in mid flight', () => {
  const on = stage();
  for (const [name, method, run] of commands) {
    it(`rejects ${name}, and lets go of its request`, async () => {
      const { service, calls } = on.open({ ...everything, [method]: () => NEVER });
      if (name !== 'startChat') await service.startChat();
      const outcomes = [outcomeOf(run(service)), outcomeOf(run(service))];
      await until(() => calls.some((made) => made.method === method));
      await service.dispose();
      await until(() => outcomes.every((outcome) => outcome() !== 'open'));

      expect(outcomes[0]?.()).to.have.property('name', 'SessionDisposed');
      expect(calls.filter(({ outcome }) => outcome === 'open')).to.deep.equal([]);
      if (method === 'send') expect(calls.filter((made) => made.method === 'send')).to.have.length(1);
    });
  }

  it('settles every command that is called afterwards, and asks nobody', async () => {
    const { service, calls } = await on.begin(everything);
    await service.dispose();
    const before = calls.length;
    const outcomes = [...commands.map(([, , run]) => run), ...quiet].map((run) => outcomeOf(run(service)));
    await until(() => outcomes.every((outcome) => outcome() !== 'open'));

    expect(calls).to.have.length(before);
    expect(String(outcomes[0]?.())).to.equal('SessionDisposed: The service was disposed; create another one.');
  });
});

describe('a store that refuses', () => {
  const on = stage();
  const refusing: readonly (readonly [string, () => unknown])[] = [
    [
      'throws',
      () => {
        throw new Error('full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('full'))],
  ];
  const whole: SessionStore = { get: () => undefined, set: () => undefined, delete: () => undefined };
  for (const [how, refuse] of refusing) {
    for (const method of ['get', 'set', 'delete'] as const) {
      it(`(${method} ${how}) is published as an error; the chat goes on`, async () => {
        const { service, data } = on.open(everything, { store: { ...whole, [method]: refuse } });
        await service.startChat();
        expect(await service.sendMessage({ message: 'a' })).to.have.property('statusCode', 0);
        await service.endChat();
        expect(await service.verifySession()).to.deep.equal({ sessionActive: false });
        await service.startChat();

        expect(data('error')).to.not.have.length(0);
        for (const error of data('error'))
          expect(error).to.include({ kind: 'Hook', message: 'The store threw: full.' });
      });
    }
  }
});

describe('a listener that throws', () => {
  const on = stage();
  afterEach(() => {
    config.onUnhandledError = null;
  });

  it('hurts no command and no other listener; its error surfaces on its own', async () => {
    const surfaced: unknown[] = [];
    config.onUnhandledError = (error) => surfaced.push(error);
    const { service, names } = on.open(everything);
    const fail = () => {
      throw new Error('mine');
    };
    service.events$.subscribe(fail);
    service.state$.subscribe(fail);
    service.uploads$.subscribe(fail);
    service.events.started$.subscribe(fail);
    await service.startChat();
    await service.sendMessage({ message: 'a' });
    await service.endChat();
    await on.settle();

    expect(names()).to.deep.equal(['started', 'pollingStarted', 'pollingStopped', 'clientDisconnected', 'ended']);
    expect(new Set(surfaced.map(String))).to.deep.equal(new Set(['Error: mine']));
  });
});

describe('a command that is called twice at once', () => {
  const on = stage();

  it('is admitted or refused one after the other, inside a listener too', async () => {
    const { service, calls } = await on.begin();
    const outcomes: (() => unknown)[] = [];
    service.events.ended$.subscribe(() => outcomes.push(outcomeOf(service.endChat()), outcomeOf(service.startChat())));
    outcomes.push(outcomeOf(service.endChat()), outcomeOf(service.endChat()));
    await on.settle();

    const noSession = 'CommandRejected: There is no active chat session';
    expect(outcomes.map((outcome) => String(outcome()))).to.deep.equal(['resolved', noSession, noSession, 'resolved']);
    expect(calls.map(({ method }) => method)).to.deep.equal(['start', 'end', 'start']);
  });
});
