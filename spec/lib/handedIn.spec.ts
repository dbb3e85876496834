import { expect } from 'chai';
import { Observable, Subject, throwError } from 'rxjs';
import type { Environment, WebChatServiceOptions } from '../../lib/options.js';
import { frameOf, type Script } from '../../transports/scripted.js';
import { offline, refused, stage } from './commands/stage.js';

const fail = (): never => {
  throw new RangeError('mine');
};

/** What is handed in, and the `error` that says that it threw. */
type Row = readonly [
  title: string,
  error: string,
  script: Script,
  options: Partial<WebChatServiceOptions>,
  environment: Partial<Environment>,
];

const rows: readonly Row[] = [
  ['now', 'now', {}, {}, { now: fail }],
  ['a now that is no number', 'now', {}, {}, { now: () => Number.NaN }],
  ['random', 'random', { poll: [offline(), offline()] }, {}, { random: fail }],
  ['hidden$ that errors', 'hidden$', {}, { sleepEnabled: true }, { hidden$: throwError(fail) }],
  ['hidden$ that cannot be subscribed', 'hidden$', {}, { sleepEnabled: true }, { hidden$: new Observable(fail) }],
  ['online$ that errors', 'online$', {}, {}, { online$: throwError(fail) }],
  ['isSessionLost', 'isSessionLost', { poll: [refused()], isSessionLost: fail }, {}, {}],
  ['isPollException', 'isPollException', { poll: [refused(500)], isPollException: fail }, {}, {}],
];

describe('what is handed in may throw', () => {
  const on = stage();

  for (const [title, hook, script, options, environment] of rows) {
    it(`E33: ${title}: one error, and the chat goes on`, async () => {
      const { service, push, data, names } = on.open({ poll: [], ...script }, { ...options, environment });
      const errors: string[] = [];
      service.events.error$.subscribe((error) => errors.push(error.message));
      await service.startChat({ nickname: 'Jo' });
      await on.clock.tickAsync(20_000);
      push(frameOf({ messages: [{ index: 1, text: 'Hello' }] }));
      await on.clock.tickAsync(10_000);
      await service.sendMessage({ message: 'Hi' });

      expect(errors.filter((each) => each.startsWith(`The ${hook} threw`))).to.have.length(1);
      expect(data('messageReceived')).to.have.length(1);
      await service.endChat();
      expect(names()).to.include('ended');
    });
  }

  it('E33: a filter that throws hides the message, and says so', async () => {
    const filter = /a/;
    filter[Symbol.search] = fail;
    const { service, push, data } = await on.begin({ poll: [] });
    await service.addPrefilter({ filters: filter });
    push(frameOf({ messages: [{ index: 1, text: 'secret' }] }));
    await on.clock.tickAsync(250);
    await service.sendMessage({ message: 'own secret' });

    expect(data('messageReceived')).to.deep.equal([]);
    expect(data('error').map(String)).to.deep.equal([
      'HookFailure: The filter threw: mine.',
      'HookFailure: The filter threw: mine.',
    ]);
    const shown: string[] = [];
    service.transcript$.subscribe((transcript) => shown.push(...[...transcript].map(({ text }) => text)));
    expect(shown).to.deep.equal([]);
  });

  it('E33: an error that only looks like a failure does not count as one', async () => {
    const lookalike = Object.assign(new Error('like one'), { name: 'TransportFailure' });
    const answers = new Subject<never>();
    const { service, push, data } = await on.begin({
      poll: [],
      send: [throwError(() => lookalike)],
      typing: [answers],
    });
    push(lookalike);
    await on.clock.tickAsync(5000);
    push(frameOf({ messages: [{ index: 1 }] }));
    await on.clock.tickAsync(5000);
    const reason = await service.sendMessage({ message: 'Hi' }).catch((error: unknown) => error);

    expect(reason).to.include({ kind: 'Garbled' });
    expect(data('messageReceived')).to.have.length(1);
  });

  it('E33: what is thrown may throw itself when it is read', async () => {
    const hostile = Object.defineProperties(
      { name: 'TransportFailure' },
      { kind: { get: fail }, message: { get: fail } },
    );
    const { service, push, data } = await on.begin({ poll: [], send: [throwError(() => hostile)] });
    await service.registerPreProcessor({
      preprocessor: () => {
        throw hostile;
      },
    });
    push(frameOf({ messages: [{ index: 1 }] }));
    await on.clock.tickAsync(5000);
    const reason = await service.sendMessage({ message: 'Hi' }).catch((error: unknown) => error);

    expect(reason).to.include({ kind: 'Garbled' });
    expect(data('messageReceived')).to.have.length(1);
    expect(data('error').map(String)).to.include('HookFailure: The preprocessor threw.');
  });

  it('E33: a typing input that throws has no preview, and costs nothing', async () => {
    const input = Object.assign(new EventTarget(), { type: 'text', value: '' });
    const { service, push, data, sent } = await on.begin({ poll: [], typing: [] });
    await service.registerTypingPreviewInput({ input });
    Object.defineProperty(input, 'value', { get: fail });
    input.dispatchEvent(new Event('input'));
    await on.clock.tickAsync(1000);
    push(frameOf({ messages: [{ index: 1 }] }));
    await on.clock.tickAsync(5000);

    expect(data('messageReceived')).to.have.length(1);
    expect(data('error').map(String)).to.deep.equal(['HookFailure: The typing input threw: mine.']);
    expect(sent('typing')[0]?.[1]).to.include({ isTyping: true, preview: '' });
  });
});
