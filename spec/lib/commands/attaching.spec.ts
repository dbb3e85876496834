import { expect } from 'chai';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveRejection, proveResolution } from '../../support/proofs.js';
import { call, everything, offline, refused, rejectionOf, stage } from './stage.js';

describe('sendCustomNotice', () => {
  const on = stage();

  it("resolves with the server's answer", async () => {
    const { service, sent } = await on.begin({ customNotice: [frameOf({ answer: { noticed: 1 } })] });
    const answer = await proveResolution(service.sendCustomNotice({ message: 'bye' }), 'sendCustomNotice/sent');
    await service.sendCustomNotice();

    expect(answer).to.deep.equal({ noticed: 1 });
    expect(sent('customNotice')).to.deep.equal([
      [scriptedSession, { message: 'bye' }],
      [scriptedSession, { message: '' }],
    ]);
  });

  it('rejects with the failure, and publishes it once', async () => {
    const failure = refused();
    const { service, events } = await on.begin({ customNotice: [failure] });
    const reason = await proveRejection(service.sendCustomNotice(), 'sendCustomNotice/failure');

    expect(reason).to.equal(failure);
    expect(events.slice(1).map(({ data }) => data)).to.deep.equal([failure]);
  });

  it('is rejected without a chat, and by a transport that has none, which says so first', async () => {
    const unable = on.open();
    await proveRejection(unable.service.sendCustomNotice(), 'sendCustomNotice/unsupported');
    await unable.service.startChat();
    await proveRejection(unable.service.sendCustomNotice({ message: 'a' }), 'sendCustomNotice/unsupported');
    const { service, calls } = on.open({ customNotice: [] });
    await proveRejection(service.sendCustomNotice(), 'sendCustomNotice/noSession');

    expect([...unable.calls, ...calls].map(({ method }) => method)).to.deep.equal(['start']);
  });
});

describe('updateUserData', () => {
  const on = stage();

  it('tells the server in a chat, and keeps it for the next one', async () => {
    const { service, sent } = await on.begin({ updateUserData: [frameOf({ answer: { told: 1 } })] });
    const answer = await proveResolution(service.updateUserData({ a: 1, b: { c: 2 } }), 'updateUserData/sent');
    await service.endChat();
    await service.startChat();

    expect(answer).to.deep.equal({ told: 1 });
    expect(sent('updateUserData')).to.deep.equal([[scriptedSession, { a: 1, b: { c: 2 } }]]);
    expect(sent('start').at(-1)).to.deep.equal([{ form: {}, userData: { a: 1, b: { c: 2 } } }]);
  });

  it('merges before a chat, one level deep, and resolves with what startChat will send', async () => {
    const { service, sent, events } = on.open({}, { userData: { a: { x: 1 }, b: 1 } });
    await service.updateUserData({ b: 2 });
    const merged = await proveResolution(service.updateUserData({ a: { y: 2 } }), 'updateUserData/merged');
    await service.startChat();

    expect(merged).to.deep.equal({ a: { y: 2 }, b: 2 });
    expect(sent('start')).to.deep.equal([[{ form: {}, userData: merged }]]);
    expect(events).to.have.length(1);
  });

  it('rejects with the failure; what was given is kept for the next chat', async () => {
    const { service, sent, names } = await on.begin({ updateUserData: [offline()] });
    await proveRejection(service.updateUserData({ a: 1 }), 'updateUserData/failure');
    await service.endChat();
    await service.startChat();

    expect(names().slice(0, 2)).to.deep.equal(['started', 'disconnected']);
    expect(sent('start').at(-1)).to.deep.equal([{ form: {}, userData: { a: 1 } }]);
  });

  it('is rejected in a chat by a transport that cannot, and then changes nothing', async () => {
    const { service, sent } = await on.begin();
    await proveRejection(service.updateUserData({ a: 1 }), 'updateUserData/unsupported');
    await service.endChat();
    await service.startChat();

    expect(sent('start').at(-1)).to.deep.equal([{ form: {}, userData: {} }]);
  });

  it('rejects what is no object', async () => {
    const { service, calls } = await on.begin(everything);
    for (const userData of [undefined, null, 7, 'a', [], [1], true])
      expect(await rejectionOf(call(service, 'updateUserData', userData))).to.equal(
        'CommandRejected: malformed data object provided in userData property',
      );

    expect(calls).to.have.length(1);
  });
});

describe('registerPreProcessor', () => {
  const on = stage();

  it('resolves with the function; several run in order, edits in place and returned messages both count', async () => {
    const { service, push, data } = on.open({ poll: [] });
    const inPlace = (message: { text: string }) => {
      message.text += '1';
    };
    const returning = (message: { text: string }) => ({ ...message, text: `${message.text}2` });
    const first = service.registerPreProcessor({ preprocessor: inPlace });
    expect(await proveResolution(first, 'registerPreProcessor/registered')).to.equal(inPlace);
    await service.registerPreProcessor({ preprocessor: returning });
    await service.startChat();
    push(frameOf({ messages: [{ index: 1, text: 'hi' }] }));
    await on.clock.tickAsync(250);

    const { messages, originalMessages } = await service.getTranscript();
    expect(messages.map(({ text }) => text)).to.deep.equal(['hi12']);
    expect(originalMessages).to.deep.equal([{ index: 1, text: 'hi' }]);
    expect(data('messageReceived')[0]).to.deep.include({ messages, originalMessages });
  });

  it('delivers the message as it was when one throws, and publishes what it threw', async () => {
    const { service, push, names, data } = await on.begin({ poll: [] });
    await service.registerPreProcessor({
      preprocessor: (message) => {
        message.text = 'half';
        throw new Error('mine');
      },
    });
    push(frameOf({ messages: [{ index: 1, text: 'hi' }] }));
    await on.clock.tickAsync(250);

    expect(names().slice(2)).to.deep.equal(['error', 'messageReceived']);
    expect(data('error')[0]).to.include({ kind: 'Hook', message: 'The preprocessor threw: mine.' });
    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['hi']);
  });

  it('rejects what is no function, with its type', async () => {
    const { service } = on.open();
    const rows = [
      [undefined, 'undefined'],
      [null, 'undefined'],
      [7, 'undefined'],
      [{}, 'undefined'],
      [{ preprocessor: null }, 'object'],
      [{ preprocessor: 7 }, 'number'],
      [{ preprocessor: 'f' }, 'string'],
    ] as const;
    for (const [options, type] of rows)
      await proveRejection(call(service, 'registerPreProcessor', options), 'registerPreProcessor/invalid', { type });
  });
});
