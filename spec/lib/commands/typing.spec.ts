import { expect } from 'chai';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { proveEvent, proveRejection, proveResolution } from '../../support/proofs.js';
import { type Act, call, everything, Field, offline, outcomeOf, refused, stage } from './stage.js';

/** What the server was told: typing or not, and the preview. */
const told = ({ sent }: Act) => sent('typing').map(([, notice]) => notice);
const started = (preview = '') => ({ isTyping: true, preview, after: undefined });
const stopped = (preview = '') => ({ isTyping: false, preview, after: undefined });

describe('sendTyping', () => {
  const on = stage();

  it('announces once; 2000 ms after the last call it stops by itself', async () => {
    const act = await on.begin({ typing: [frameOf({ answer: { typing: 1 } })] });
    const { service, names, data } = act;
    expect(await proveResolution(service.sendTyping(), 'sendTyping/sent')).to.deep.equal({ typing: 1 });
    await on.clock.tickAsync(1999);
    expect(await service.sendTyping()).to.equal(undefined);
    await on.clock.tickAsync(1999);
    expect(await service.sendTyping()).to.equal(undefined);
    expect(told(act)).to.deep.equal([started()]);
    await on.clock.tickAsync(1999);
    expect(told(act)).to.have.length(1);
    await on.clock.tickAsync(1);

    expect(told(act)).to.deep.equal([started(), stopped()]);
    expect(act.sent('typing').map(([session]) => session)).to.deep.equal([scriptedSession, scriptedSession]);
    expect(names().slice(1)).to.deep.equal(['clientTypingStarted', 'clientTypingStopped']);
    proveEvent('clientTypingStarted', data('clientTypingStarted')[0]);
    proveEvent('clientTypingStopped', data('clientTypingStopped')[0]);
  });

  it('begins anew after a stop', async () => {
    const act = await on.begin({ typing: [] });
    await act.service.sendTyping();
    await on.clock.tickAsync(2000);
    await act.service.sendTyping();
    await on.clock.tickAsync(2000);

    expect(told(act)).to.deep.equal([started(), stopped(), started(), stopped()]);
  });

  it('carries its message, in both spellings, and the last position taken in', async () => {
    const act = await on.begin({ typing: [], poll: [frameOf({ messages: [{ index: 3, text: 'hi' }] })] });
    await on.clock.tickAsync(250);
    await act.service.sendTyping({ message: 'Hel' });
    await act.service.sendTyping({ isTyping: false });
    await act.service.sendTyping({ Message: 'Hell' });

    expect(told(act)).to.deep.equal([
      { isTyping: true, preview: 'Hel', after: 3 },
      { isTyping: false, preview: 'Hel', after: 3 },
      { isTyping: true, preview: 'Hell', after: 3 },
    ]);
  });

  it('C39: stops with the text of the last call, by itself too', async () => {
    const act = await on.begin({ typing: [] });
    await act.service.sendTyping({ message: 'H' });
    await act.service.sendTyping({ message: 'He' });
    await on.clock.tickAsync(2000);
    await act.service.sendTyping({ message: 'Hey' });
    await act.service.sendTyping({ isTyping: false, message: 'Hey!' });
    await act.service.sendTyping();
    await on.clock.tickAsync(2000);

    expect(told(act)).to.deep.equal([
      ...[started('H'), stopped('He')],
      ...[started('Hey'), stopped('Hey!')],
      ...[started(), stopped()],
    ]);
  });

  it('C39: stops with the text in the input where the last call had none', async () => {
    const act = await on.begin({ typing: [] });
    const field = new Field();
    await act.service.registerTypingPreviewInput({ input: field });
    await act.service.sendTyping({ message: 'own' });
    field.write('He');
    await on.settle();
    field.value = 'Hey';
    await on.clock.tickAsync(2000);

    expect(told(act)).to.deep.equal([started('own'), stopped('Hey')]);
  });

  it('stops at once with isTyping: false, and once', async () => {
    const act = await on.begin({ typing: [] });
    const { service, names } = act;
    expect(await service.sendTyping({ isTyping: false })).to.equal(undefined);
    await service.sendTyping();
    expect(await service.sendTyping({ isTyping: false })).to.have.property('statusCode', 0);
    expect(await service.sendTyping({ isTyping: false })).to.equal(undefined);
    await on.clock.tickAsync(10_000);

    expect(told(act)).to.deep.equal([started(), stopped()]);
    expect(names().slice(1)).to.deep.equal(['clientTypingStarted', 'clientTypingStopped']);
  });

  it('is over when a message is sent, without a word to the server', async () => {
    const act = await on.begin({ typing: [] });
    await act.service.sendTyping();
    await act.service.sendMessage({ message: 'hi' });
    await on.clock.tickAsync(10_000);

    expect(told(act)).to.deep.equal([started()]);
    expect(act.names().slice(1)).to.deep.equal(['clientTypingStarted', 'clientTypingStopped']);
  });

  it('is over when the chat is', async () => {
    const act = await on.begin({ typing: [] });
    await act.service.sendTyping();
    await act.service.endChat();
    await act.service.startChat();
    await on.clock.tickAsync(10_000);

    expect(told(act)).to.deep.equal([started()]);
    expect(act.names().filter((name) => name === 'clientTypingStopped')).to.have.length(1);
  });

  it('rejects with the failure, and publishes it once; the stop of its own bears failing', async () => {
    const failure = refused();
    const { service, names, data } = await on.begin({ typing: [failure, offline()] });
    expect(await proveRejection(service.sendTyping(), 'sendTyping/failure')).to.equal(failure);
    await on.clock.tickAsync(2000);

    expect(data('error')).to.deep.equal([failure]);
    expect(names().slice(1)).to.deep.equal(['clientTypingStarted', 'error', 'clientTypingStopped', 'disconnected']);
  });

  it('is rejected without a chat, also to stop, and by a transport that cannot', async () => {
    const { service, calls, events } = on.open(everything);
    await proveRejection(service.sendTyping(), 'sendTyping/noSession');
    await proveRejection(service.sendTyping({ isTyping: false }), 'sendTyping/noSession');
    const unable = await on.begin();
    await proveRejection(unable.service.sendTyping(), 'sendTyping/unsupported');

    expect([calls, events]).to.deep.equal([[], []]);
    expect(unable.names()).to.deep.equal(['started']);
  });
});

describe('registerTypingPreviewInput', () => {
  const on = stage();

  it('starts and stops typing by itself; the text rides along', async () => {
    const act = await on.begin({ typing: [] });
    const field = new Field();
    const registered = act.service.registerTypingPreviewInput({ input: field });
    expect(await proveResolution(registered, 'registerTypingPreviewInput/registered')).to.equal(undefined);
    field.write('H');
    await on.clock.tickAsync(1000);
    field.write('He');
    await on.clock.tickAsync(1999);
    expect(told(act)).to.deep.equal([started('H')]);
    await on.clock.tickAsync(1);

    expect(told(act)).to.deep.equal([started('H'), stopped('He')]);
    expect(act.names().slice(1)).to.deep.equal(['clientTypingStarted', 'clientTypingStopped']);
  });

  it('sends the text of now with polls and with typing calls that have none of their own', async () => {
    const act = await on.begin({ typing: [], poll: [] });
    const field = new Field();
    field.value = 'Hello';
    await act.service.registerTypingPreviewInput({ input: [field] });
    await on.clock.tickAsync(250);
    await act.service.sendTyping();
    await act.service.sendTyping({ isTyping: false, message: 'own' });
    field.value = 'Hello you';
    await on.clock.tickAsync(750);

    expect(told(act)).to.deep.equal([started('Hello'), stopped('own')]);
    expect(act.sent('poll').map(([, request]) => request)).to.deep.equal([
      { after: undefined, preview: 'Hello', again: false },
      { after: undefined, preview: 'Hello you', again: false },
    ]);
  });

  it('lets go of the input before it', async () => {
    const act = await on.begin({ typing: [] });
    const [first, second] = [new Field(), new Field()];
    await act.service.registerTypingPreviewInput({ input: first });
    await act.service.registerTypingPreviewInput({ input: second });
    first.write('one');
    await on.settle();
    expect(told(act)).to.deep.equal([]);
    second.write('two');
    await on.settle();

    expect(told(act)).to.deep.equal([started('two')]);
  });

  it('may be called before a chat; what is written outside of one is nobody’s business', async () => {
    const act = on.open({ typing: [] });
    const field = new Field();
    await act.service.registerTypingPreviewInput({ input: field });
    field.write('before');
    await on.settle();
    await act.service.startChat();
    field.write('during');
    await on.settle();
    await act.service.endChat();
    field.write('after');
    await on.settle();

    expect(told(act)).to.deep.equal([started('during')]);
    expect(act.names()).to.not.include('error');
  });

  it('bears a transport that knows no typing', async () => {
    const act = await on.begin();
    const field = new Field();
    await act.service.registerTypingPreviewInput({ input: field });
    field.write('a');
    await on.settle();

    expect(act.names()).to.deep.equal(['started']);
  });

  it('rejects anything else, and keeps the input it has', async () => {
    const act = await on.begin({ typing: [] });
    const field = new Field();
    await act.service.registerTypingPreviewInput({ input: field });
    const row = 'registerTypingPreviewInput/invalid';
    for (const options of [undefined, null, 7, {}, { input: null }, { input: 'input' }, { input: [] }])
      await proveRejection(call(act.service, 'registerTypingPreviewInput', options), row);
    field.write('a');
    await on.settle();

    expect(told(act)).to.deep.equal([started('a')]);
  });

  it('is refused by a service that has been let go of, whose input is let go of too', async () => {
    const { service, sent } = await on.begin({ typing: [] });
    const [before, after] = [new Field(), new Field()];
    await service.registerTypingPreviewInput({ input: before });
    await service.dispose();
    const registering = outcomeOf(service.registerTypingPreviewInput({ input: after }));
    before.write('a');
    after.write('a');
    await on.settle();

    expect(registering()).to.have.property('name', 'SessionDisposed');
    expect(sent('typing')).to.deep.equal([]);
  });
});
