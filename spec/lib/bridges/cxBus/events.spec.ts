import { expect } from 'chai';
import { TransportFailure } from '../../../../transports/failures.js';
import { frameOf, scriptedSession } from '../../../../transports/scripted.js';
import { asyncServer, keys, saying } from '../../asyncServer.js';
import { busy, everything, offline, refused } from '../../commands/stage.js';
import { buses } from './buses.js';
import { busStage } from './busStage.js';

const ann = { id: 2, name: 'Ann', type: 'Agent' };
const joined = { index: 1, type: 'ParticipantJoined', from: ann, timestamp: 5 };
const hello = { index: 2, text: 'Hello', from: ann };
const onBus = { ...scriptedSession, sessionID: 'chat-1' };
const v3OnBus = { ...keys, sessionID: 's-1' };

for (const [title, open] of buses) {
  describe(`events on ${title}`, () => {
    const on = busStage(open);

    it('come in an envelope, in order; ready for whoever comes later, too', async () => {
      const { page, heard, push } = on.connect({ poll: [] });
      await on.deliver();
      const late: unknown[] = [];
      page.subscribe('WebChatService.ready', ({ data }) => late.push(data));
      await on.deliver();
      expect(late).to.deep.equal([{}]);
      await on.outcome(page.command('WebChatService.startChat'));
      push(frameOf({ messages: [joined, hello] }));
      await on.clock.tickAsync(500);
      await on.outcome(page.command('WebChatService.endChat'));
      await on.deliver();

      expect(heard.map(({ event }) => event.replace('WebChatService.', ''))).to.deep.equal([
        ...['ready', 'started', 'pollingStarted', 'agentConnected', 'messageReceived'],
        ...['pollingStopped', 'agentDisconnected', 'clientDisconnected', 'ended'],
      ]);
      for (const event of heard) {
        expect(event).to.have.all.keys('time', 'publisher', 'event', 'data');
        expect(event.publisher).to.equal('WebChatService');
        expect(event.time).to.be.a('number');
        expect(JSON.parse(JSON.stringify(event.data))).to.deep.equal(event.data);
      }
    });

    it('that say nothing more carry an empty object', async () => {
      const { told, ask } = await on.talk({ poll: [] });
      await ask('sendTyping').catch(() => undefined);
      await ask('endChat');
      await on.deliver();
      for (const name of ['ready', 'pollingStarted', 'pollingStopped', 'ended'])
        expect(told(name), name).to.deep.equal([{}]);
    });

    it('come after the promise of the command that led to them', async () => {
      const { page } = on.connect();
      const order: string[] = [];
      page.subscribe('WebChatService.started', () => order.push('started'));
      const starting = page.command('WebChatService.startChat').done(() => order.push('done'));
      await on.outcome(starting);
      await on.deliver();

      expect(order).to.deep.equal(['done', 'started']);
    });

    it('started carries the keys, on v3 at both places', async () => {
      const { told } = await on.talk();
      const v3 = await on.talk(asyncServer);

      expect(told('started')).to.deep.equal([onBus]);
      expect(v3.told('started')).to.deep.equal([{ ...v3OnBus, data: v3OnBus }]);
    });

    it('messageReceived carries the session twice, with the newest keys', async () => {
      const { told, push } = await on.talk({ poll: [] });
      push(frameOf({ messages: [hello], session: { secureKey: 'key-2' }, idleTimeCountDown: 9 }));
      await on.clock.tickAsync(500);
      await on.deliver();
      const session = { ...onBus, secureKey: 'key-2' };

      expect(told('messageReceived')).to.deep.equal([
        {
          messages: [{ ...hello, type: 'Message' }],
          originalMessages: [hello],
          restoring: false,
          sessionId: session,
          sessionData: session,
          idleTimeCountDown: 9,
        },
      ]);
    });

    it('messageReceived of the answer that ends the chat still carries its keys', async () => {
      const { told, push } = await on.talk({ poll: [] });
      push(frameOf({ messages: [hello], chatEnded: true }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(told('messageReceived')).to.have.nested.property('[0].sessionData').that.deep.equals(onBus);
      expect(told('ended')).to.deep.equal([{}]);
    });

    it('messageReceived of a restored chat carries its keys', async () => {
      const store = new Map<string, string>();
      const left = await on.begin({ restore: [] }, { store });
      await left.service.dispose();
      const { told } = on.connect({ restore: [frameOf({ messages: [hello] })] }, { store });
      await on.deliver();

      expect(told('restored')).to.deep.equal([{ async: false }]);
      expect(told('messageReceived')).to.have.nested.property('[0].restoring', true);
      expect(told('messageReceived')).to.have.nested.property('[0].sessionId').that.deep.equals(onBus);
      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].restoring', true);
    });

    it('messageReceived of history has the newest first', async () => {
      const history = [saying('1-0', '2-0', '3-0')];
      const { told, push, ask } = await on.talk({ ...asyncServer, history }, { async: {} });
      push(saying('4-0'));
      await on.clock.tickAsync(500);
      await ask('fetchHistory');
      await on.deliver();
      const [, page] = told('messageReceived');

      expect(page).to.include({ oldMessages: true });
      expect(Object(page).messages.map(({ text }: { text: string }) => text)).to.deep.equal(['3-0', '2-0', '1-0']);
      expect(Object(page).originalMessages[0]).to.deep.equal({ index: '3-0', text: '3-0' });
    });

    it('agents are a map, typing notices are the message', async () => {
      const { told, push, page } = await on.talk({ poll: [] });
      push(
        frameOf({ messages: [joined] }),
        frameOf({ messages: [{ ...hello, type: 'TypingStarted', isTyping: true }] }),
      );
      await on.clock.tickAsync(1200);
      await on.deliver();
      const agents = {
        2: { name: 'Ann', connected: true, supervisor: false, connectedTime: 5, disconnectedTime: false },
      };
      expect(told('agentConnected')).to.deep.equal([
        { message: { ...joined, text: '' }, agents, numAgentsConnected: 1 },
      ]);
      expect(told('agentTypingStarted')).to.deep.equal([{ ...hello, type: 'TypingStarted', isTyping: true }]);
      expect(page.data('WebChatService.agentTyping')).to.equal(true);
      push(frameOf({ messages: [{ ...hello, index: 3 }] }));
      await on.clock.tickAsync(2000);
      await on.deliver();

      expect(told('agentTypingStopped')).to.have.length(1);
      expect(page.data('WebChatService.agentTyping')).to.equal(false);
    });

    it('error is the failed request, as jQuery told of it', async () => {
      const answer = { statusCode: 2, errors: [{ code: 7, advice: 'no' }], error: 'no', message: 'gone' };
      const facts = { status: 400, statusCode: 2, errors: [{ code: 7, advice: 'no' }], answer };
      const { told, ask } = await on.talk({ send: [new TransportFailure('Refused', 'No.', facts)] });
      await ask('sendMessage', { message: 'hi' }).catch(() => undefined);
      await on.deliver();

      expect(told('error')).to.deep.equal([
        {
          name: 'TransportFailure',
          kind: 'Refused',
          message: 'No.',
          status: 400,
          statusCode: 2,
          statusText: 'error',
          errors: [{ code: 7, advice: 'no' }],
          responseText: JSON.stringify(answer),
          responseJSON: answer,
        },
      ]);
    });

    it('error on v3 has prefixed codes, and the failure as the response of each', async () => {
      const answer = { status: { code: 'BAD', message: 'no' }, message: 'gone' };
      const facts = { status: 400, errors: [{ code: 'BAD', advice: 'no' }], answer };
      const send = [new TransportFailure('Refused', 'No.', facts), new TransportFailure('Garbled', 'What?')];
      const { told, ask } = await on.talk({ ...asyncServer, send });
      for (const message of ['a', 'b']) await ask('sendMessage', { message }).catch(() => undefined);
      await on.deliver();
      const [first, second] = told('error');

      expect(first).to.have.nested.property('errors[0].code', 'pureengage-v3-rest-BAD');
      expect(first).to.have.nested.property('errors[0].text', 'no');
      expect(first).to.have.nested.property('errors[0].response.status', 400);
      expect(first).to.have.nested.property('errors[0].response.responseJSON.message', 'gone');
      expect(first).to.have.nested.property('errors[0].response.errors[0].code', 'BAD');
      expect(first).to.deep.include({ status: 400, responseJSON: answer });
      expect(second).to.have.nested.property('errors[0].text', 'What?');
      expect(second).to.have.nested.property('errors[0].response.statusText', 'parsererror');
      expect(second).to.not.have.nested.property('errors[0].code');
    });

    it('error of a hook says which threw', async () => {
      const { told, ask, push } = await on.talk({ poll: [] });
      await ask('registerPreProcessor', {
        preprocessor: () => {
          throw new Error('oh');
        },
      });
      push(frameOf({ messages: [hello] }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(told('error')).to.have.nested.property('[0].message', 'The preprocessor threw: oh.');
      expect(told('error')).to.have.nested.property('[0].kind', 'Hook');
      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].text', 'Hello');
    });

    it('sessionLost is the failed request', async () => {
      const gone = new TransportFailure('Refused', 'Unknown.', { status: 404, answer: 'not JSON' });
      const { told, push } = await on.talk(asyncServer);
      push(gone);
      await on.clock.tickAsync(1000);
      await on.deliver();

      expect(told('sessionLost')).to.deep.equal([
        {
          name: 'TransportFailure',
          kind: 'Refused',
          message: 'Unknown.',
          status: 404,
          errors: [],
          statusText: 'error',
          responseText: 'not JSON',
        },
      ]);
    });

    it('outages are told by their names', async () => {
      const { heard, push } = await on.talk(everything, { pollExceptionLimit: 1 });
      push(offline(), frameOf(), busy(), busy(), frameOf());
      await on.clock.tickAsync(20_000);
      await on.deliver();

      expect(heard.slice(3).map(({ event, data }) => [event.replace('WebChatService.', ''), data])).to.deep.equal(
        [
          ...['disconnected', 'reconnected', 'connectionPending'],
          ...['chatServerWentOffline', 'chatServerBackOnline', 'connectionRestored'],
        ].map((name) => [name, {}]),
      );
    });

    it('a subscriber that edits a message in place harms neither the typed streams nor the transcript', async () => {
      const { page, push, service, events } = await on.talk({ poll: [] });
      page.subscribe('WebChatService.messageReceived', ({ data }) => {
        Object(data).messages[0].text = 'changed';
        Object(data).messages[0].from.name = 'changed';
        Object(data).originalMessages[0].text = 'changed';
        Object(data).sessionData.secureKey = 'changed';
        Object(data).messages.length = 0;
      });
      page.subscribe('WebChatService.agentConnected', ({ data }) => {
        for (const agent of Object.values(Object(data).agents)) Object(agent).name = 'changed';
      });
      page.subscribe('WebChatService.started', ({ data }) => {
        Object(data).secureKey = 'changed';
      });
      push(frameOf({ messages: [joined, hello] }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(JSON.stringify(events)).to.not.include('changed');
      expect(JSON.stringify(await service.getTranscript())).to.not.include('changed');
      expect(JSON.stringify(await service.getAgents())).to.not.include('changed');
      expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    });

    it('a message that a preprocessor made a circle of is told all the same', async () => {
      const { ask, push, told } = await on.talk({ poll: [] });
      await ask('registerPreProcessor', {
        preprocessor: (message: object) => Object.assign(message, { self: message, big: 7n }),
      });
      push(frameOf({ messages: [hello] }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].text', 'Hello');
      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].big', '7');
    });

    it('a message to which a preprocessor attached a function is told as it was (C32)', async () => {
      const { ask, push, told } = await on.talk({ poll: [] });
      await ask('registerPreProcessor', {
        preprocessor: (message: object) => Object.assign(message, { text: 'changed', show: () => 'x' }),
      });
      push(frameOf({ messages: [hello] }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(told('messageReceived')).to.have.nested.property('[0].messages[0].text', 'Hello');
      expect(told('error')).to.have.nested.property('[0].kind', 'Hook');
    });

    it('a failure whose answer is a circle is published all the same', async () => {
      const answer: Record<string, unknown> = { big: 7n, a: 1 };
      answer.self = answer;
      const { push, told } = await on.talk({ poll: [] });
      push(new TransportFailure('Refused', 'No', { status: 400, answer }));
      await on.clock.tickAsync(500);
      await on.deliver();

      expect(told('error')).to.have.nested.property('[0].responseText', '{"big":"7","a":1}');
      expect(told('error')).to.have.deep.nested.property('[0].responseJSON', { big: '7', a: 1 });
    });

    it('an event that cannot be published costs no later one, and is an uncaught error (B11)', async () => {
      const { reportError } = globalThis;
      const uncaught: unknown[] = [];
      Reflect.set(globalThis, 'reportError', (error: unknown) => uncaught.push(error));
      try {
        const unreadable = new RangeError('unreadable');
        const answer = Object.defineProperty({}, 'a', {
          enumerable: true,
          get: () => {
            throw unreadable;
          },
        });
        const { push, told, ask } = await on.talk({ poll: [] });
        push(new TransportFailure('Refused', 'No', { status: 400, answer }));
        await on.clock.tickAsync(500);
        await ask('endChat');
        await on.deliver();

        expect(uncaught).to.deep.equal([unreadable]);
        expect(told('error')).to.deep.equal([]);
        expect(told('ended')).to.deep.equal([{}]);
      } finally {
        Reflect.set(globalThis, 'reportError', reportError);
      }
    });

    it('plugin data keeps in step with the chat', async () => {
      const { page, ask } = on.connect(everything);
      expect(page.data('WebChatService.sessionActive')).to.equal(false);
      await ask('startChat');
      expect(page.data('WebChatService.sessionActive')).to.equal(true);
      await ask('endChat');

      expect(page.data('WebChatService.sessionActive')).to.equal(false);
    });

    it('plugin data tells of no chat once the service is disposed', async () => {
      const { page, service } = await on.talk(everything);
      expect(page.data('WebChatService.sessionActive')).to.equal(true);
      await service.dispose();

      expect(page.data('WebChatService.sessionActive')).to.equal(false);
    });

    it('a plugin that throws stops nothing', async () => {
      const { own, push, told } = await on.talk({ poll: [], send: [refused()] });
      const { publish } = own;
      own.publish = () => {
        own.publish = publish;
        throw new Error('a bus that fails once');
      };
      push(frameOf({ messages: [hello] }), frameOf({ messages: [{ ...hello, index: 3 }] }));
      let thrown: unknown;
      await on.clock.tickAsync(2500).catch((error: unknown) => {
        thrown = error;
      });
      await on.clock.tickAsync(2500);
      await on.deliver();

      expect(String(thrown)).to.include('a bus that fails once');
      expect(told('messageReceived')).to.have.length(1);
    });
  });
}
