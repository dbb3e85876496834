import { expect } from 'chai';
import { firstValueFrom, NEVER, Subject } from 'rxjs';
import type { WebChatService } from '../../../lib/service.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../../support/proofs.js';
import { busy, everything, refused, rejectionOf, stage } from './stage.js';

describe('startPoll and stopPoll', () => {
  const on = stage();

  it('stop the loop and start it again; doing so twice is no event', async () => {
    const { service, sent, names, data } = await on.begin({ poll: [] });
    await on.clock.tickAsync(250);
    expect(await proveResolution(service.stopPoll(), 'stopPoll/stopped')).to.equal(undefined);
    await proveResolution(service.stopPoll(), 'stopPoll/already');
    await on.clock.tickAsync(10_000);
    expect(sent('poll')).to.deep.equal([[scriptedSession, { after: undefined, preview: '', again: false }]]);
    expect(await proveResolution(service.startPoll(), 'startPoll/started')).to.equal(undefined);
    await proveResolution(service.startPoll(), 'startPoll/already');
    await on.clock.tickAsync(250);

    expect(sent('poll')).to.have.length(2);
    expect(names()).to.deep.equal(['started', 'pollingStarted', 'pollingStopped', 'pollingStarted']);
    proveEvent('pollingStopped', data('pollingStopped')[0]);
  });

  it('are rejected without a chat, and by a transport that does not poll', async () => {
    const { service, calls } = on.open(everything);
    await proveRejection(service.startPoll(), 'startPoll/noSession');
    await proveRejection(service.stopPoll(), 'stopPoll/noSession');
    const unable = await on.begin();
    await proveRejection(unable.service.startPoll(), 'startPoll/unsupported');
    await proveRejection(unable.service.stopPoll(), 'stopPoll/unsupported');

    expect(calls).to.deep.equal([]);
    expect(unable.names()).to.deep.equal(['started']);
  });
});

describe('resetPollExceptions', () => {
  const on = stage();
  const environment = { random: () => 0.5 };

  it('counts from 0 again, so that chatServerWentOffline comes later', async () => {
    const { service, push, names, data } = await on.begin(everything, { pollExceptionLimit: 2, environment });
    push(busy(), busy());
    await on.clock.tickAsync(1000);
    expect(names().slice(2)).to.deep.equal(['connectionPending']);
    expect(await proveResolution(service.resetPollExceptions(), 'resetPollExceptions/reset')).to.equal(undefined);
    push(busy(), busy());
    await on.clock.tickAsync(10_000);
    expect(names().slice(2)).to.deep.equal(['connectionPending', 'connectionRestored']);
    push(busy(), busy(), busy());
    await on.clock.tickAsync(10_000);

    expect(names().slice(4)).to.deep.equal([
      'connectionPending',
      'chatServerWentOffline',
      'chatServerBackOnline',
      'connectionRestored',
    ]);
    for (const name of [
      'connectionPending',
      'chatServerWentOffline',
      'chatServerBackOnline',
      'connectionRestored',
    ] as const)
      proveEvent(name, data(name)[0]);
    prove('option/pollExceptionLimit');
  });

  it('resolves without a chat, and is rejected by a transport that knows no exceptions', async () => {
    await proveResolution(on.open(everything).service.resetPollExceptions(), 'resetPollExceptions/reset');
    await proveRejection(on.open({ poll: [] }).service.resetPollExceptions(), 'resetPollExceptions/unsupported');
    await proveRejection(
      (await on.begin({ poll: [] })).service.resetPollExceptions(),
      'resetPollExceptions/unsupported',
    );
  });
});

describe('sleep, wake and stayActive', () => {
  const on = stage();
  const cancel = [scriptedSession, { eventAttributes: { purpose: 'cancel-idle-timer' } }];

  it('polls rarely while asleep; waking polls at once and tells the server that somebody is there', async () => {
    const { service, sent, names, data } = await on.begin(everything, { sleepEnabled: true, pollRateSleep: 20_000 });
    await on.clock.tickAsync(250);
    expect(await proveResolution(service.sleep(), 'sleep/asleep')).to.equal(undefined);
    await service.sleep();
    await on.clock.tickAsync(750);
    const before = sent('poll').length;
    await on.clock.tickAsync(19_000);
    expect(sent('poll')).to.have.length(before);
    expect(await proveResolution(service.wake(), 'wake/awake')).to.equal(undefined);
    await service.wake();
    await on.clock.tickAsync(1);

    expect(sent('poll')).to.have.length(before + 1);
    expect(sent('customNotice')).to.deep.equal([cancel]);
    expect(names().slice(2)).to.deep.equal(['sleeping', 'waking']);
    proveEvent('sleeping', data('sleeping')[0]);
    proveEvent('waking', data('waking')[0]);
    prove('option/sleepEnabled');
    prove('option/pollRateSleep');
  });

  it('follows the page: hidden is asleep, shown is awake', async () => {
    const hidden$ = new Subject<boolean>();
    const { names, service } = await on.begin(everything, { sleepEnabled: true, environment: { hidden$ } });
    for (const hidden of [true, true, false, false, true]) {
      hidden$.next(hidden);
      await on.settle();
    }
    expect(names().slice(2)).to.deep.equal(['sleeping', 'waking', 'sleeping']);
    await service.sendMessage({ message: 'hi' });

    expect(names().at(-1)).to.equal('waking');
  });

  for (const [title, speak] of [
    ['sendMessage', (service: WebChatService) => service.sendMessage({ message: 'a' })],
    ['sendFilteredMessage', (service: WebChatService) => service.sendFilteredMessage({ message: 'a', regex: /a/ })],
  ] as const) {
    it(`C40: ${title} wakes, and cancels the idle timer before the message goes out`, async () => {
      const { service, calls, names } = await on.begin({ ...everything, poll: [NEVER] }, { sleepEnabled: true });
      await service.sleep();
      await speak(service);
      await speak(service);

      const said = calls.filter(({ method }) => method !== 'poll').slice(1);
      expect(said.map(({ method }) => method)).to.deep.equal(['customNotice', 'send', 'send']);
      expect(said[0]?.args).to.deep.equal(cancel);
      expect(names().slice(2)).to.deep.equal(['sleeping', 'waking']);
    });
  }

  it('C40: sending again wakes, and cancels the idle timer before the message goes out', async () => {
    const { service, calls } = await on.begin({ ...everything, send: [refused()] }, { sleepEnabled: true });
    await rejectionOf(service.sendMessage({ message: 'a' }));
    await service.sleep();
    const transcript = await firstValueFrom(service.transcript$);
    await transcript.at(-1)?.retry?.();

    const said = calls.map(({ method }) => method).filter((method) => method !== 'poll');
    expect(said).to.deep.equal(['start', 'send', 'customNotice', 'send']);
  });

  it('C40: a message goes out although the idle timer cannot be cancelled', async () => {
    const failure = refused();
    const script = { ...everything, customNotice: [failure] };
    const { service, sent, data } = await on.begin(script, { sleepEnabled: true });
    await service.sleep();
    await service.sendMessage({ message: 'a' });

    expect(sent('send')).to.have.length(1);
    expect(data('error')).to.deep.equal([failure]);
  });

  it('C40: awake, a message cancels nothing; asleep, neither where the server takes no notices', async () => {
    const awake = await on.begin(everything, { sleepEnabled: true });
    await awake.service.sendMessage({ message: 'a' });
    const unable = await on.begin({ poll: [] }, { sleepEnabled: true });
    await unable.service.sleep();
    await unable.service.sendMessage({ message: 'a' });

    for (const { sent } of [awake, unable]) {
      expect([sent('send').length, sent('customNotice').length]).to.deep.equal([1, 0]);
    }
    expect(unable.names().at(-1)).to.equal('waking');
  });

  it('never sleeps unless sleepEnabled', async () => {
    const hidden$ = new Subject<boolean>();
    const { names, service } = await on.begin(everything, { environment: { hidden$ } });
    hidden$.next(true);
    await service.sleep();

    expect(names()).to.deep.equal(['started', 'pollingStarted']);
  });

  it('stayActive tells the server that somebody is there, asleep or not', async () => {
    const { service, sent, names } = await on.begin(everything, { sleepEnabled: true });
    expect(await proveResolution(service.stayActive(), 'stayActive/answered')).to.equal(undefined);
    expect(sent('customNotice')).to.deep.equal([cancel]);
    await service.sleep();
    await service.wake({ resetIdleState: true });

    expect(sent('customNotice')).to.deep.equal([cancel, cancel]);
    expect(names().slice(2)).to.deep.equal(['sleeping', 'waking']);
  });

  it('send and publish nothing without a chat', async () => {
    const { service, calls, events } = on.open(everything, { sleepEnabled: true });
    await rejectionOf(service.sleep());
    await rejectionOf(service.wake());

    expect(await rejectionOf(service.stayActive())).to.equal('CommandRejected: There is no active chat session');
    expect([calls, events]).to.deep.equal([[], []]);
  });

  it('wakes by itself where the transport has no notices', async () => {
    const { service, names } = await on.begin({ poll: [] }, { sleepEnabled: true });
    await service.sleep();
    await service.wake({ resetIdleState: true });

    expect(names().slice(2)).to.deep.equal(['sleeping', 'waking']);
    await proveRejection(service.stayActive(), 'stayActive/unsupported');
  });
});

describe('what the loop takes in', () => {
  const on = stage();

  it('asks for what comes after the last position, and delivers each message once, in order', async () => {
    const { service, push, sent, data } = await on.begin({ poll: [] });
    push(frameOf({ messages: [{ index: 1, text: 'a' }] }));
    push(
      frameOf({
        messages: [
          { index: 1, text: 'a' },
          { index: 2, text: 'b' },
        ],
      }),
    );
    await on.clock.tickAsync(2000);

    expect((await service.getTranscript()).messages.map(({ text }) => text)).to.deep.equal(['a', 'b']);
    expect(sent('poll').map(([, request]) => request)).to.deep.include.members([
      { after: undefined, preview: '', again: false },
      { after: 1, preview: '', again: false },
      { after: 2, preview: '', again: false },
    ]);
    expect(data('messageReceived')).to.have.length(2);
    proveEvent('messageReceived', data('messageReceived')[0]);
  });
});
