import { expect } from 'chai';
import { NEVER } from 'rxjs';
import { frameOf, scriptedSession } from '../../../../transports/scripted.js';
import { proveRejection, proveResolution } from '../../../support/proofs.js';
import { asyncServer, keys } from '../../asyncServer.js';
import { busy, everything, Field, offline, refused } from '../../commands/stage.js';
import { buses } from './buses.js';
import { asTyped, busStage } from './busStage.js';

const hello = { index: 1, text: 'Hello', from: { id: 2, name: 'Ann', type: 'Agent' } };

/** What a command is rejected with. */
const reasonOf = (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.then(
    () => 'it resolved',
    (reason: unknown) => reason,
  );

for (const [title, open] of buses) {
  describe(`commands on ${title}`, () => {
    const on = busStage(open);

    it('are all registered, and so are the names of the events', async () => {
      const { page } = on.connect();
      const { WebChatService } = page.registry();

      expect(WebChatService?.commands.filter((name) => !/^[A-Z]+$/.test(name))).to.have.members([
        ...['configure', 'startChat', 'endChat', 'restore', 'verifySession'],
        ...['sendMessage', 'sendCustomNotice', 'sendTyping', 'sendFilteredMessage'],
        ...['addPrefilter', 'updateUserData', 'registerPreProcessor', 'registerTypingPreviewInput'],
        ...['poll', 'startPoll', 'stopPoll', 'resetPollExceptions'],
        ...['getTranscript', 'getAgents', 'getStats', 'getSessionData', 'fetchHistory'],
        ...['sendFile', 'downloadFile', 'getFileLimits', 'sleep', 'wake'],
      ]);
      expect(WebChatService?.events).to.include.members(['ready', 'messageReceived', 'sessionLost', 'waking']);
    });

    it('begin a chat, talk and end it', async () => {
      const { ask, sent } = on.connect({ ...everything, send: [frameOf({ answer: { statusCode: 0, sent: 1 } })] });
      const form = { nickname: 'Jo', userData: { a: '1' } };
      expect(await ask('startChat', form)).to.include({ statusCode: 0 });
      expect(await ask('sendMessage', { message: 'hi' })).to.deep.equal({ statusCode: 0, sent: 1 });
      expect(await ask('sendCustomNotice', { message: 'bye' })).to.include({ statusCode: 0 });
      expect(await ask('sendCustomNotice')).to.include({ statusCode: 0 });
      expect(await ask('sendTyping', { Message: 'Hel' })).to.include({ statusCode: 0 });
      expect(await ask('sendTyping')).to.equal(undefined);
      expect(await ask('sendFilteredMessage', { message: 'x', regex: /x/ })).to.include({ statusCode: 0 });
      expect(await ask('endChat')).to.include({ chatEnded: true });

      expect(sent('start')[0]?.[0]).to.deep.include({ form: { nickname: 'Jo' } });
      expect(sent('send').map(([, message]) => message)).to.deep.equal([{ message: 'hi' }, { message: 'x' }]);
      expect(sent('customNotice').map(([, notice]) => notice)).to.deep.equal([{ message: 'bye' }, { message: '' }]);
      expect(sent('typing')[0]?.[1]).to.deep.include({ isTyping: true, preview: 'Hel' });
    });

    it('take what pages written for Widgets hand in: a number, an object, null (B22)', async () => {
      const { ask, sent } = on.connect(everything);
      await ask('startChat');
      for (const parentMessageID of [7, '8', null]) await ask('sendMessage', { message: 'hi', parentMessageID });
      for (const message of [{ a: [1] }, 5, 'text', null]) await ask('sendCustomNotice', { message });

      expect(sent('send').map(([, message]) => Reflect.get(Object(message), 'parentMessageID'))).to.deep.equal([
        '7',
        '8',
        undefined,
      ]);
      expect(sent('customNotice').map(([, notice]) => notice)).to.deep.equal([
        { message: '{"a":[1]}' },
        { message: '5' },
        { message: 'text' },
        { message: '' },
      ]);
    });

    it('are rejected with the bare sentence', async () => {
      const { ask } = on.connect(everything);
      for (const [command, data, sentence] of [
        ['startChat', { userData: 7 }, 'malformed data object provided in userData property'],
        ['endChat', undefined, 'There is no active chat session'],
        ['sendMessage', undefined, 'No message text provided'],
        ['sendMessage', { message: 'hi' }, 'There is no active chat session'],
        ['sendCustomNotice', undefined, 'There is no active chat session'],
        ['sendTyping', undefined, 'There is no active chat session'],
        ['sendFilteredMessage', { message: 'x', regex: /x/ }, 'No active chat session'],
        ['startPoll', undefined, 'No active chat session'],
        ['stopPoll', undefined, 'No active chat session'],
        ['fetchHistory', undefined, 'Fetching history messages applies only to Asynchronous chat'],
        ['registerPreProcessor', {}, "No preprocessor function provided. Type provided was 'undefined'."],
        [
          'addPrefilter',
          { filters: 'x' },
          'Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.',
        ],
        [
          'registerTypingPreviewInput',
          { input: '#nothing' },
          "Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.",
        ],
      ] as const)
        expect(await reasonOf(ask(command, data)), command).to.equal(sentence);
      await ask('startChat');
      expect(await reasonOf(ask('startChat'))).to.equal('There is already an active chat session');
    });

    it('are rejected with the error where what was given is wrong', async () => {
      const { ask } = await on.talk(everything);
      for (const [command, data] of [
        ['sendFile', {}],
        ['downloadFile', {}],
        ['sendTyping', { message: 7 }],
        ['wake', { resetIdleState: 'yes' }],
      ] as const)
        expect(await reasonOf(ask(command, data)), command).to.be.instanceOf(TypeError);
    });

    it('are rejected with the failed request, as jQuery told of it', async () => {
      const { ask } = on.connect({ ...everything, start: [refused()], send: [offline(), busy()] });
      const no = { name: 'TransportFailure', errors: [], statusText: 'error', responseText: '' };
      expect(await reasonOf(ask('startChat'))).to.deep.equal({
        ...no,
        kind: 'Refused',
        message: 'No.',
        status: 400,
        errors: [{ code: 100, advice: 'do not' }],
      });
      await ask('startChat');
      const message = { message: 'hi' };
      const lost = { ...no, kind: 'Offline', message: 'No answer.', status: 0 };
      expect(await reasonOf(ask('sendMessage', message))).to.deep.equal(lost);
      const later = { ...no, kind: 'Refused', message: 'Not now.', status: 0, statusCode: 1 };
      expect(await reasonOf(ask('sendMessage', message))).to.deep.equal(later);
    });

    it('are rejected where the transport cannot do it', async () => {
      const { ask } = await on.talk();
      for (const [command, sentence] of [
        ['sendCustomNotice', "This transport doesn't support sendCustomNotice command."],
        ['updateUserData', "This transport doesn't support updating userData during an active chat session."],
        ['startPoll', "This transport doesn't support polling"],
        ['stopPoll', "This transport doesn't support polling"],
        ['resetPollExceptions', "This transport doesn't support resetPollExceptions command."],
        ['verifySession', "This transport doesn't support the verifySession command"],
        ['sendFile', "This transport doesn't support file uploads"],
        ['downloadFile', "This transport doesn't support file download."],
        ['getFileLimits', "This transport doesn't support getFileLimits command."],
      ] as const)
        expect(await reasonOf(ask(command)), command).to.equal(sentence);
    });

    it('shape what is shown: filters as an array, preprocessors that return nothing', async () => {
      const { ask, push, service } = await on.talk({ poll: [] });
      expect(await ask('addPrefilter', { filters: [/secret/] })).to.deep.equal([/secret/]);
      const loud = (message: { text: string }) => {
        message.text = message.text.toUpperCase();
      };
      expect(await ask('registerPreProcessor', { preprocessor: loud })).to.equal(loud);
      push(frameOf({ messages: [hello, { ...hello, index: 2, text: 'secret' }] }));
      await on.clock.tickAsync(500);

      expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['HELLO']);
    });

    it('keep user data for the next chat, and for other plugins to read', async () => {
      const { ask, sent, page } = on.connect(everything);
      expect(await ask('updateUserData', { a: '1' })).to.deep.equal({ a: '1' });
      await ask('startChat', { form: { userData: { b: 'form', d: '4' } }, userData: '{"b": "2"}' });
      await ask('updateUserData', { c: '3' });

      expect(sent('start')[0]?.[0]).to.have.deep.property('userData', { a: '1', b: '2', d: '4' });
      expect(sent('updateUserData')[0]?.[1]).to.deep.equal({ c: '3' });
      expect(page.data('WebChatService.userData')).to.deep.equal({ a: '1', b: '2', c: '3', d: '4' });
    });

    it('begin a chat with userData that is null or empty, as pages written for Widgets do (C36)', async () => {
      for (const userData of [null, '']) {
        const { ask, sent, page } = on.connect(everything);
        await ask('updateUserData', { a: '1' });
        expect(await ask('startChat', { userData })).to.include({ statusCode: 0 });

        expect(sent('start')[0]?.[0]).to.have.deep.property('userData', { a: '1' });
        expect(page.data('WebChatService.userData')).to.deep.equal({ a: '1' });
      }
    });

    it('tell the session data of a chat that has ended, until the next begins (C38)', async () => {
      const { ask } = await on.talk(everything);
      await ask('endChat');

      expect(await ask('getSessionData')).to.deep.equal({ ...scriptedSession, sessionID: 'chat-1' });
    });

    it('tell of user data before they are carried out, and whatever comes of it (C5)', async () => {
      const { ask, page, own } = on.connect({ start: [refused()] });
      expect(await ask('startChat', { userData: { a: '1' } }).catch(() => 'it failed')).to.equal('it failed');
      expect(page.data('WebChatService.userData')).to.deep.equal({ a: '1' });
      const surfaced: string[] = [];
      Reflect.set(globalThis, 'reportError', (error: unknown) => surfaced.push(String(error)));
      const { data } = own;
      own.data = () => {
        throw new Error('no data here');
      };
      const given = await ask('updateUserData', { b: '2' });
      Reflect.deleteProperty(globalThis, 'reportError');
      own.data = data;

      expect([given, surfaced]).to.deep.equal([{ a: '1', b: '2' }, ['Error: no data here']]);
    });

    it('tell what is known, with both spellings of the session id', async () => {
      const { ask, push } = on.connect(everything);
      const none = { sessionId: '', secureKey: '', alias: '', userId: '' };
      expect(await ask('getSessionData')).to.deep.equal({ ...none, sessionID: '' });
      expect(await ask('verifySession')).to.deep.equal({ sessionActive: false });
      await ask('startChat');
      push(frameOf({ messages: [{ ...hello, type: 'ParticipantJoined', timestamp: 5 }] }));
      await on.clock.tickAsync(500);
      const ann = { name: 'Ann', connected: true, supervisor: false, connectedTime: 5, disconnectedTime: false };

      expect(await ask('getSessionData')).to.deep.equal({ ...scriptedSession, sessionID: 'chat-1' });
      expect(await ask('verifySession')).to.deep.equal({ sessionActive: true });
      expect(await ask('getAgents')).to.deep.equal({ agents: { 2: ann } });
      expect(await ask('getStats')).to.deep.equal({ agents: { 2: ann }, startTime: 5, endTime: 5, duration: 0 });
      expect(await ask('getTranscript')).to.have.nested.property('messages[0].type', 'ParticipantJoined');
    });

    // C28
    it('give the file limits as the text of the server, which a chat window parses', async () => {
      const limits = { types: ['jpg', 'png'], maxSize: 7, maxFiles: 5, usedFiles: 0, needsAgent: true };
      const { ask, service } = await on.talk({ fileLimits: [limits, limits] });
      const told = JSON.parse(String(await ask('getFileLimits')));

      expect(told).to.deep.include({ statusCode: 0, chatEnded: false });
      expect(told.messages).to.have.length(1);
      expect(told.messages[0]).to.deep.equal({
        type: 'Notice',
        text: 'file-client-cfg-get',
        userData: {
          'upload-file-types': 'jpg:png',
          'upload-max-file-size': '7',
          'upload-max-files': '5',
          'used-upload-max-files': '0',
          'upload-need-agent': 'true',
        },
      });
      expect(await service.getFileLimits()).to.equal(limits);
    });

    // E36
    it('publish a failed upload for a chat window: its reason, its file', async () => {
      for (const [failure, errors] of [
        [offline(), [{ filename: 'a.png' }]],
        [refused(400), [{ code: 100, advice: 'do not', filename: 'a.png' }]],
      ] as const) {
        const { ask, told, heard } = await on.talk({ upload: [failure] });
        const reason = await ask('sendFile', { files: new File(['x'], 'a.png') }).catch((why: unknown) => why);
        await on.deliver();

        for (const shown of [reason, told('error')[0]]) {
          expect(shown).to.deep.include({ errorReason: 'FileUploadError', filename: 'a.png', errors });
        }
        expect(heard.map(({ event }) => event).filter((event) => /connect|error/.test(event))).to.deep.equal([
          'WebChatService.error',
        ]);
      }
    });

    it('resolve with what may be changed in place, and nobody is harmed', async () => {
      const { ask, push, service } = await on.talk({ poll: [] });
      push(frameOf({ messages: [hello] }));
      await on.clock.tickAsync(500);
      const told = await service.getTranscript();
      const before = JSON.stringify(told);
      const copy: unknown = await ask('getTranscript');
      Reflect.set(Object(copy).messages[0], 'text', 'changed');
      Reflect.set(Object(copy).originalMessages[0], 'text', 'changed');
      Object(copy).messages.push('more');
      Reflect.set(Object(await ask('getSessionData')), 'secureKey', 'changed');

      expect(JSON.stringify(told)).to.equal(before);
      expect(JSON.stringify(await service.getTranscript())).to.equal(before);
      expect(await service.getSessionData()).to.deep.equal(scriptedSession);
    });

    it('sleep and wake, and answer an idle alert', async () => {
      const { ask, sent, page } = await on.talk(everything, { sleepEnabled: true });
      expect(await ask('sleep')).to.equal(undefined);
      expect(page.data('WebChatService.sleeping')).to.equal(true);
      await ask('wake', { resetIdleState: true });

      expect(page.data('WebChatService.sleeping')).to.equal(false);
      expect(sent('customNotice')[0]?.[1]).to.deep.equal({ eventAttributes: { purpose: 'cancel-idle-timer' } });
    });

    it('send files of a jQuery object, and fetch them', async () => {
      const blob = new Blob(['hello'], { type: 'text/plain' });
      const { ask, sent } = await on.talk({ ...everything, download: [blob, blob] });
      const input = { type: 'file', files: { 0: new File(['x'], 'a.txt'), length: 1 } };
      expect(await ask('sendFile', { files: { 0: input, length: 1, jquery: '3.7' } })).to.include({ statusCode: 0 });
      const fetched = await ask('downloadFile', { fileId: '7', fileName: 'a.txt' });
      expect(fetched).to.be.instanceOf(File).that.includes({ name: 'a.txt', type: 'text/plain', size: 5 });
      expect(await ask('downloadFile', { field: '8' })).to.include({ name: '', size: 5 });

      expect(sent('upload')[0]?.[1]).to.have.property('name', 'a.txt');
      expect(sent('download').map(([, fileId]) => fileId)).to.deep.equal(['7', '8']);
    });

    it('save a file that was fetched, in a browser', async () => {
      const { ask } = await on.talk(everything);
      const saved: unknown[] = [];
      const link = { download: '', click: () => saved.push(link.download) };
      Object.assign(globalThis, { document: { createElement: () => link } });
      try {
        await ask('downloadFile', { fileId: '7', fileName: 'a.txt' });
        await ask('downloadFile', { fileId: '7' });
      } finally {
        Reflect.deleteProperty(globalThis, 'document');
      }
      await on.clock.tickAsync(60_000);

      expect(saved).to.deep.equal(['a.txt', '']);
    });

    it('watch a typing input, an element or a jQuery object of one', async () => {
      const { ask, sent } = await on.talk(everything);
      const field = new Field();
      expect(await ask('registerTypingPreviewInput', { input: { 0: field, length: 1 } })).to.equal(undefined);
      field.write('Hel');
      await on.deliver();

      expect(sent('typing')[0]?.[1]).to.deep.include({ isTyping: true, preview: 'Hel' });
    });

    it('let nobody else poll; the service itself starts the loop where it stands still', async () => {
      const { ask, own, sent, told } = on.connect({ poll: [] });
      await proveRejection(asTyped(ask('poll')), 'poll/denied');
      await proveRejection(asTyped(ask('poll', {}, own)), 'poll/noSession');
      await ask('startChat');
      await proveRejection(asTyped(ask('poll', {}, own)), 'poll/noSession');
      await ask('stopPoll');
      const polls = sent('poll').length;
      await proveRejection(asTyped(ask('poll')), 'poll/denied');
      await on.clock.tickAsync(5000);
      expect(sent('poll')).to.have.length(polls);
      expect(await proveResolution(ask('poll', {}, own), 'poll/polled')).to.equal(undefined);
      await on.clock.tickAsync(500);

      expect(sent('poll').length).to.be.greaterThan(polls);
      expect(told('pollingStarted')).to.have.length(2);
      const unable = await on.talk();
      await proveRejection(asTyped(unable.ask('poll', {}, unable.own)), 'poll/unsupported');
    });

    it('tell who polls that the service was disposed of', async () => {
      const { ask, own, service } = on.connect({ poll: [] });
      await service.dispose();
      expect(String(await reasonOf(ask('poll', {}, own)))).to.include('disposed');
    });

    it('let nobody else restore, and nothing is done', async () => {
      const store = new Map<string, string>();
      const left = await on.begin({ restore: [] }, { store });
      await left.service.dispose();
      const { ask, own, told, calls } = on.connect({ restore: [] }, { store, restore: 'manual' });
      await proveRejection(asTyped(ask('restore')), 'restore/denied');
      expect(calls).to.deep.equal([]);
      expect(told('restored')).to.deep.equal([]);
      await proveResolution(ask('restore', {}, own), 'restore/found');

      expect(await reasonOf(ask('restore', {}, own))).to.equal(
        'Chat session is already active, ignoring restore command.',
      );
    });

    it('restore for everybody where chats live on', async () => {
      const { ask, sent, told } = on.connect(asyncServer, { async: {}, restore: 'manual' });
      expect(await ask('restore', { sessionData: 't-1' })).to.equal(undefined);
      await on.deliver();

      expect(sent('resume')[0]?.[0]).to.deep.equal({ sessionId: '', token: 't-1' });
      expect(told('restored')).to.deep.equal([{ async: true }]);
      expect(await ask('getSessionData')).to.deep.equal({ ...keys, token: 't-2', sessionID: 's-1' });
    });

    it('are rejected after the service was disposed of', async () => {
      const { ask, service } = await on.talk();
      await service.dispose();
      expect(String(await reasonOf(ask('sendMessage', { message: 'hi' })))).to.include('disposed');
    });

    it('that are on their way are told that the service was disposed of', async () => {
      const { page, service } = await on.talk({ send: [NEVER] });
      const sending = on.outcome(page.command('WebChatService.sendMessage', { message: 'hi' }));
      await on.deliver();
      await service.dispose();
      expect(String(await reasonOf(sending))).to.include('disposed');
    });
  });
}
