import { expect } from 'chai';
import { concat, delay, EMPTY, firstValueFrom, NEVER, of } from 'rxjs';
import { TransportFailure } from '../../transports/failures.js';
import { frameOf, messageOf, type Script, scripted, scriptedSession } from '../../transports/scripted.js';
import type { Wire } from '../../transports/transport.js';
import { settled } from '../support/settled.js';

const wire: Wire = { fetch, patientFetch: fetch };
const made = (script?: Script) => {
  const { transport, ...rest } = scripted(script);
  return { transport: transport(wire), ...rest };
};
const request = { form: {}, userData: {} };

describe('scripted', () => {
  it('can start, send and end by itself, and nothing else', async () => {
    const { transport } = made();
    const { values } = await settled(transport.start(request));

    expect(values[0]?.session).to.deep.equal(scriptedSession);
    expect((await settled(transport.send(scriptedSession, { message: 'hi' }))).values[0]?.chatEnded).to.equal(false);
    expect((await settled(transport.end(scriptedSession))).values[0]?.chatEnded).to.equal(true);
    expect(Object.keys(transport)).to.have.members(['name', 'noSession', 'start', 'send', 'end']);
  });

  it('has what its script has', () => {
    const script: Script = {
      poll: [],
      restore: [],
      typing: [],
      customNotice: [],
      updateUserData: [],
      fileLimits: [],
      upload: [],
      download: [],
    };
    const { transport } = made({ ...script, name: 'mine', isPollException: () => true });

    expect(transport).to.include.all.keys(Object.keys(script));
    expect(transport).to.include.all.keys('isPollException');
    expect(transport.name).to.equal('mine');
  });

  it('answers by a function of what was asked', async () => {
    const { transport } = made({ send: (_, { message }) => frameOf({ messages: [{ text: message }] }) });
    const { values } = await settled(transport.send(scriptedSession, { message: 'hi' }));

    expect(values[0]?.entries[0]?.message.text).to.equal('hi');
  });

  it('answers one after the other, then plainly', async () => {
    const gone = new TransportFailure('Offline', 'gone');
    const first = frameOf({ messages: [{ index: 1 }] });
    const { transport } = made({ poll: [first, gone, of(first).pipe(delay(0)), EMPTY] });
    const poll = async () => settled(transport.poll?.(scriptedSession, {}) ?? EMPTY);

    expect((await poll()).values).to.deep.equal([first]);
    expect((await poll()).failure).to.equal(gone);
    expect((await poll()).values).to.deep.equal([first]);
    expect((await poll()).values).to.deep.equal([]);
    expect((await poll()).values[0]?.entries).to.deep.equal([]);
  });

  it('takes more answers to polls later', async () => {
    const { transport, push } = made({ poll: [] });
    const next = frameOf({ messages: [{ text: 'later' }] });
    push(next);

    expect((await settled(transport.poll?.(scriptedSession, {}) ?? EMPTY)).values).to.deep.equal([next]);
  });

  it('says what is missing where it cannot take them', () => {
    expect(() => made().push(frameOf())).to.throw(TypeError, 'scripted({ poll: [] })');
    expect(() => made({ poll: () => frameOf() }).push(frameOf())).to.throw(TypeError, 'scripted({ poll: [] })');
  });

  it('is cold: what is subscribed is a call, each time', async () => {
    const { transport, calls } = made();
    const start$ = transport.start(request);
    expect(calls).to.deep.equal([]);

    await settled(start$);
    await settled(start$);
    expect(calls.map(({ method, args }) => [method, args])).to.deep.equal([
      ['start', [request]],
      ['start', [request]],
    ]);
  });

  it('knows how each call ended', async () => {
    const { transport, calls } = made({ send: [NEVER, NEVER, new TransportFailure('TimedOut', 'late')] });
    const send = () => transport.send(scriptedSession, { message: 'hi' });
    send().subscribe().unsubscribe();
    const open = send().subscribe();
    await settled(send());
    await settled(send());

    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['aborted', 'open', 'failed', 'answered']);
    open.unsubscribe();
  });

  it('takes a call for answered once its answer is there, whoever waits for the end', async () => {
    const { transport, calls } = made({
      send: [concat(of(frameOf()), NEVER)],
      follow: [frameOf()],
      upload: () => steps$,
    });
    const steps$ = concat(of({ kind: 'progress', loaded: 1, total: 2 } as const), NEVER);
    await firstValueFrom(transport.send(scriptedSession, { message: 'hi' }));
    transport.follow?.(scriptedSession, {}).subscribe().unsubscribe();
    transport.upload?.(scriptedSession, { file: new Blob(), name: 'a' }).subscribe().unsubscribe();

    expect(calls.map(({ outcome }) => outcome)).to.deep.equal(['answered', 'aborted', 'aborted']);
  });

  it('fails with whatever error its script says', async () => {
    const { transport } = made({ start: [new RangeError('no')] });
    const { failure } = await settled(transport.start(request));

    expect(failure).to.be.instanceOf(RangeError);
  });

  it('makes messages and frames of the parts given', () => {
    expect(messageOf({ text: 'a' })).to.deep.equal({
      type: 'Message',
      text: 'a',
      from: { id: '', name: '', type: '' },
    });
    const { entries, chatEnded, answer } = frameOf({ messages: [{ index: 1 }], chatEnded: true });

    expect([entries.length, entries[0]?.message.index, chatEnded]).to.deep.equal([1, 1, true]);
    expect(entries[0]?.original).to.deep.equal({ index: 1 });
    expect(answer).to.deep.include({ statusCode: 0, chatEnded: true });
  });

  const wrong: readonly [script: object, sentence: string][] = [
    [{ pol: [] }, 'scripted: pol must be left out; the options are name, noSession,'],
    [{ poll: 'x' }, 'scripted: poll must be a function, or a list of answers'],
    [{ isSessionLost: true }, 'scripted: isSessionLost must be function'],
  ];
  for (const [script, sentence] of wrong) {
    it(`refuses ${JSON.stringify(script)}, and says why`, () => {
      expect(() => Reflect.apply(scripted, undefined, [script])).to.throw(TypeError, sentence);
    });
  }
});
