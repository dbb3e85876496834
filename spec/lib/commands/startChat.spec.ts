import { expect } from 'chai';
import { firstValueFrom, NEVER, Subject } from 'rxjs';
import { formBody } from '../../../transports/formBody.js';
import type { Frame } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../../support/proofs.js';
import { call, offline, outcomeOf, refused, rejectionOf, stage } from './stage.js';

const alreadyActive = 'There is already an active chat session';

describe('startChat', () => {
  const on = stage();

  it("resolves with the server's answer, once `started` carries the keys", async () => {
    const { service, names, data } = on.open({
      start: [frameOf({ session: scriptedSession, answer: { hi: 1 } })],
      poll: [],
    });
    const answer = await proveResolution(service.startChat({ nickname: 'Jo' }), 'startChat/started');

    expect(answer).to.deep.equal({ hi: 1 });
    expect(names()).to.deep.equal(['started', 'pollingStarted']);
    expect(data('started')).to.deep.equal([scriptedSession]);
    proveEvent('started', data('started')[0]);
    proveEvent('pollingStarted', data('pollingStarted')[0]);
  });

  it('resolves once the chat is in the store, so that a reload finds it, and begins before', async () => {
    const written$ = new Subject<void>();
    const store = { get: () => undefined, set: () => firstValueFrom(written$), delete: () => undefined };
    const { service, names, sent } = on.open({ poll: [] }, { store });
    const started = outcomeOf(service.startChat());
    await on.settle();
    await service.sendMessage({ message: 'hi' });
    expect([started(), names().slice(0, 2), sent('send').length]).to.deep.equal([
      'open',
      ['started', 'pollingStarted'],
      1,
    ]);
    written$.next();
    await on.settle();

    expect(started()).to.equal('resolved');
  });

  it('waits 10 s for a store that does not answer', async () => {
    const store = { get: () => undefined, set: () => new Promise(() => undefined), delete: () => undefined };
    const { service, data } = on.open({ poll: [] }, { store });
    const started = outcomeOf(service.startChat());
    await on.clock.tickAsync(9_999);
    expect(started()).to.equal('open');
    await on.clock.tickAsync(1);

    expect(started()).to.equal('resolved');
    expect(data('error')[0]).to.have.property('message').that.includes('store');
  });

  it('needs no options', async () => {
    const { service, sent } = on.open();
    await service.startChat();

    expect(sent('start')).to.deep.equal([[{ form: {}, userData: {} }]]);
  });

  it('fills the keys that the server does not name with empty strings', async () => {
    const { service } = on.open({ start: [frameOf({ session: { sessionId: '7' } })] });
    await service.startChat();

    expect(await service.getSessionData()).to.deep.equal({ sessionId: '7', secureKey: '', alias: '', userId: '' });
  });

  const person = {
    nickname: 'Jo',
    firstname: 'John',
    lastname: 'Doe',
    email: 'j@example.com',
    subject: 'a',
  };
  for (const [where, options] of [
    ['at the top level', person],
    ['under form', { form: person }],
    ['in both places', { nickname: 'J', form: person }],
  ] as const) {
    it(`takes the entry form ${where}`, async () => {
      const { service, sent } = on.open();
      await service.startChat({ ...options, userData: { a: 1 } });

      expect(sent('start')).to.deep.equal([[{ form: person, userData: { a: 1 } }]]);
    });
  }

  it('takes names it does not know from under form alone: beside it they are no part of the chat', async () => {
    const { service, sent } = on.open();
    const form = { nickname: 'Jo', phone: '1' };
    await call(service, 'startChat', { form, dataURL: 'https://other', headers: { Authorization: 'Bearer secret' } });

    expect(sent('start')).to.deep.equal([[{ form, userData: {} }]]);
  });

  it('refuses userData that cannot be sent, and keeps none of it', async () => {
    const { service, sent } = on.open();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    await proveRejection(service.startChat({ userData: circular }), 'startChat/malformedUserData');
    expect(await rejectionOf(service.updateUserData(circular))).to.contain('malformed data object');
    await service.startChat();

    expect(sent('start')).to.deep.equal([[{ form: {}, userData: {} }]]);
  });

  it('attaches, each over the one before: language, stored data, its own, facts of the page', async () => {
    const pageFacts = () => ({ source: 'page', url: '/' });
    const { service, sent } = on.open(
      {},
      { language: 'de', userData: { a: 'option', b: 'option', c: 'option' }, environment: { pageFacts } },
    );
    await service.updateUserData({ b: 'update', c: 'update' });
    await service.startChat({ userData: { c: 'call', source: 'call' } });
    await service.endChat();
    await service.startChat({ userData: { GCTI_LanguageCode: 'fr' } });

    const stored = { a: 'option', b: 'update', c: 'call', source: 'page', url: '/' };
    expect(sent('start')).to.deep.equal([
      [{ form: {}, userData: { GCTI_LanguageCode: 'de', ...stored } }],
      [{ form: {}, userData: { GCTI_LanguageCode: 'fr', ...stored } }],
    ]);
    prove('option/userData');
    prove('option/main.lang');
  });

  it('keeps its userData for the next try when it fails', async () => {
    const { service, sent } = on.open({ start: [offline()] });
    await service.startChat({ userData: { a: 1 } }).catch(() => undefined);
    await service.startChat();

    expect(sent('start').at(-1)).to.deep.equal([{ form: {}, userData: { a: 1 } }]);
  });

  it('takes userData as the JSON text of an object', async () => {
    const { service, sent } = on.open();
    await service.startChat({ userData: '{"a":{"b":[1]}}' });

    expect(sent('start')).to.deep.equal([[{ form: {}, userData: { a: { b: [1] } } }]]);
  });

  it('sends what it was given when it was called', async () => {
    const { service, sent } = on.open();
    const options = { nickname: 'Jo', form: { email: 'a' }, userData: { a: 1 } };
    const starting = service.startChat(options);
    options.nickname = 'Mo';
    options.form.email = 'b';
    options.userData.a = 2;
    await starting;

    expect(sent('start')).to.deep.equal([[{ form: { nickname: 'Jo', email: 'a' }, userData: { a: 1 } }]]);
  });

  for (const userData of [undefined, null, ''] as const) {
    it(`C36: takes ${JSON.stringify(userData)} as no userData at all`, async () => {
      const { service, sent } = on.open({}, { userData: { kept: 1 } });
      await call(service, 'startChat', { userData });
      await service.endChat();
      await call(service, 'startChat', { form: { userData } });

      expect(sent('start').map(([request]) => Reflect.get(Object(request), 'userData'))).to.deep.equal([
        { kept: 1 },
        { kept: 1 },
      ]);
    });
  }

  it('C37: attaches the userData of the form, over what is kept and under its own', async () => {
    const { service, sent } = on.open({}, { userData: { a: 'option', b: 'option', c: 'option' } });
    const form = { nickname: 'Jo', userData: { b: 'form', c: 'form' } };
    await service.startChat({ form, userData: { c: 'call' } });
    await service.endChat();
    await service.startChat({ form: { userData: '{"d":"text"}' } });

    const attached = { a: 'option', b: 'form', c: 'call' };
    expect(sent('start').map(([request]) => Reflect.get(Object(request), 'userData'))).to.deep.equal([
      attached,
      { ...attached, d: 'text' },
    ]);
  });

  for (const userData of [[], 7, 'a', '[1]'] as const) {
    it(`C37: rejects ${JSON.stringify(userData)} as userData of the form, and sends nothing`, async () => {
      const { service, calls, events } = on.open();
      await proveRejection(service.startChat({ form: { userData } }), 'startChat/malformedUserData');

      expect([calls, events]).to.deep.equal([[], []]);
      await service.startChat();
    });
  }

  for (const userData of [[], [1], 7, true, 'a', '7', 'null', '[1]', '{"a":'] as const) {
    it(`rejects ${JSON.stringify(userData)} as userData, and sends nothing`, async () => {
      const { service, calls, events } = on.open();
      await proveRejection(call(service, 'startChat', { userData }), 'startChat/malformedUserData');

      expect([calls, events]).to.deep.equal([[], []]);
      await service.startChat();
    });
  }

  const nested = (levels: number): object => {
    let value = {};
    for (let level = 1; level < levels; level++) value = { a: value };
    return value;
  };
  const circle: Record<string, unknown> = {};
  circle.self = { again: circle };
  for (const [title, userData, why] of [
    ['a function', { a: { b: [1, () => 'source'] } }, 'userData.a.b.1: JSON cannot carry this function'],
    ['a symbol', { a: Symbol('a') }, 'userData.a: JSON cannot carry this symbol'],
    ['a bigint', { a: 7n }, 'userData.a: JSON cannot carry this bigint'],
    ['a circle', circle, 'userData.self.again: JSON cannot carry this object'],
    ['a list in itself', { list: [circle] }, 'userData.list.0.self.again: JSON cannot carry this object'],
    ['what is nested too deep', nested(202), `userData${'.a'.repeat(201)}: JSON cannot carry this object`],
    [
      'a JSON text nested too deep',
      JSON.stringify(nested(2000)),
      `userData${'.a'.repeat(201)}: JSON cannot carry this object`,
    ],
  ] as const) {
    it(`names ${title} in userData, keeps none of it, and starts the next chat`, async () => {
      const { service, sent } = on.open({ updateUserData: [] });
      for (const command of [
        () => call(service, 'startChat', { userData }),
        () => call(service, 'updateUserData', typeof userData === 'string' ? JSON.parse(userData) : userData),
      ]) {
        const reason = await proveRejection(command(), 'startChat/malformedUserData');
        expect(reason).to.have.property('cause').that.is.instanceOf(TypeError).with.property('message', why);
      }
      await service.startChat();

      expect(sent('start')).to.deep.equal([[{ form: {}, userData: {} }]]);
    });
  }

  it('honours toJSON in userData, whoever gives it, and takes a copy of it', async () => {
    const at = new Date(0);
    const source = {
      url: new URL('https://example.com/a?b=c'),
      at,
      none: undefined,
      nothing: null,
      deep: { list: [at] },
    };
    const pageFacts = () => ({ fact: new URL('https://example.com') });
    const { service, sent } = on.open(
      {},
      { userData: { option: new URL('https://a.example') }, environment: { pageFacts } },
    );
    const started = service.startChat({ userData: source });
    source.deep.list.push(at);
    await started;

    const text = '1970-01-01T00:00:00.000Z';
    expect(sent('start')).to.deep.equal([
      [
        {
          form: {},
          userData: {
            option: 'https://a.example/',
            url: 'https://example.com/a?b=c',
            at: text,
            none: undefined,
            nothing: null,
            deep: { list: [text] },
            fact: 'https://example.com/',
          },
        },
      ],
    ]);
  });

  it('takes userData as deep as it may be, and what is there twice', async () => {
    const { service, sent } = on.open();
    const twice = { a: 1 };
    const userData = { deep: nested(199), one: twice, other: [twice, twice] };
    await service.startChat({ userData });

    expect(sent('start')).to.deep.equal([[{ form: {}, userData }]]);
    expect(() => formBody({ userData })).to.not.throw();
  });

  it('starts no chat with page facts that cannot be sent, and says why', async () => {
    const pageFacts = () => ({ fact: () => 1 });
    const { service, sent } = on.open({}, { environment: { pageFacts } });
    const reason = await proveRejection(service.startChat(), 'startChat/malformedUserData');

    expect(String(Reflect.get(Object(reason), 'cause'))).to.equal(
      'TypeError: userData.fact: JSON cannot carry this function',
    );
    expect(sent('start')).to.deep.equal([]);
    await proveRejection(service.startChat(), 'startChat/malformedUserData');
  });

  it('says that a chat is active rather than that userData is malformed', async () => {
    const { service, calls } = await on.begin();
    await proveRejection(service.startChat({ userData: '[]' }), 'startChat/alreadyActive');
    await proveRejection(service.startChat(), 'startChat/alreadyActive');

    expect(calls).to.have.length(1);
  });

  it('is refused while a chat is starting, and while one is ending', async () => {
    const answer = new Subject<Frame>();
    const { service, calls } = on.open({ start: [answer], end: [NEVER] });
    const first = service.startChat();
    await proveRejection(service.startChat(), 'startChat/starting');
    answer.next(frameOf({ session: scriptedSession }));
    await first;
    const ending = outcomeOf(service.endChat());
    await on.settle();
    await proveRejection(service.startChat(), 'startChat/alreadyActive');

    expect(ending()).to.equal('open');
    expect(calls.map(({ method }) => method)).to.deep.equal(['start', 'end']);
  });

  it('is admitted once when two are called inside one listener', async () => {
    const { service, calls } = await on.begin();
    const outcomes: (() => unknown)[] = [];
    service.events.ended$.subscribe(() => {
      outcomes.push(outcomeOf(service.startChat()), outcomeOf(service.startChat()));
    });
    await service.endChat();
    await on.settle();

    expect(outcomes.map((outcome) => String(outcome()))).to.deep.equal([
      'resolved',
      `CommandRejected: ${alreadyActive}`,
    ]);
    expect(calls.map(({ method }) => method)).to.deep.equal(['start', 'end', 'start']);
  });

  for (const [row, failure] of [
    ['startChat/networkFailure', offline()],
    ['startChat/serverFailure', refused(500)],
  ] as const) {
    it(`rejects with the failure and publishes it once (${row}); the next one may work`, async () => {
      const { service, events, data } = on.open({ start: [failure] });
      const reason = await proveRejection(service.startChat(), row);

      expect(reason).to.equal(failure);
      expect(events.map((event) => event.data)).to.deep.equal([failure]);
      proveEvent('error', data('error')[0]);
      await service.startChat();
    });
  }

  it('forgets what the last chat left, but not the filters and preprocessors', async () => {
    const { service, push } = await on.begin({ poll: [] });
    push(frameOf({ messages: [{ index: 1, text: 'one' }] }));
    await on.clock.tickAsync(250);
    await service.endChat();
    await service.addPrefilter({ filters: /secret/ });
    await service.registerPreProcessor({ preprocessor: (message) => ({ ...message, text: `${message.text}!` }) });
    await service.startChat();
    expect(await service.getTranscript()).to.deep.equal({ messages: [], originalMessages: [] });
    push(
      frameOf({
        messages: [
          { index: 1, text: 'secret' },
          { index: 2, text: 'hi' },
        ],
      }),
    );
    await on.clock.tickAsync(250);

    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['hi!']);
  });

  it('E33: begins without the page facts if they throw, and publishes that', async () => {
    const pageFacts = () => {
      throw new RangeError('no page');
    };
    const { service, calls, events } = on.open({}, { environment: { pageFacts } });
    await service.startChat({ userData: { a: 1 } });

    expect(events.map(({ name }) => name).slice(0, 2)).to.deep.equal(['error', 'started']);
    expect(String(events[0]?.data)).to.equal('HookFailure: The pageFacts threw: no page.');
    expect(calls[0]?.args[0]).to.have.deep.property('userData', { a: 1 });
  });
});
