import { inspect } from 'node:util';
import { expect } from 'chai';
import { produce } from 'immer';
import { autorun, observable, runInAction } from 'mobx';
import { computed, reactive, ref, watch } from 'vue';
import { createCxBus } from '../../lib/bridges/cxBus/index.js';
import { commonOf } from '../../lib/bridges/widgets/common.js';
import { extensionsOf } from '../../lib/bridges/widgets/extensions.js';
import { type Transcript, type TranscriptMessage, TransportFailure } from '../../lib/index.js';
import { GrowingList } from '../../streams/growingList.js';
import { frameOf, scriptedSession } from '../../transports/scripted.js';
import { startChatServer } from '../chatServer/testing.js';
import { membrane } from '../support/membrane.js';
import { playedPage } from './bridges/widgets/playedPage.js';
import { stage } from './commands/stage.js';

const ann = { id: '2', name: 'Ann', type: 'Agent' };
const joined = { index: 1, type: 'ParticipantJoined', from: ann };
const hello = { index: 2, text: 'Hello', from: ann };
const empty: Transcript = new GrowingList<TranscriptMessage>();

/** Everything that a page does with a view. */
const readings = (view: Transcript): unknown => ({
  length: view.length,
  first: view.at(0)?.type,
  last: view.at(-1)?.text,
  part: view.slice(0, 1).map(({ type }) => type),
  all: [...view].map(({ text }) => text),
  json: JSON.parse(JSON.stringify(view)).length,
});
const both = {
  length: 2,
  first: 'ParticipantJoined',
  last: 'Hello',
  part: ['ParticipantJoined'],
  all: ['', 'Hello'],
  json: 2,
};

/** Freezes all that can be reached by names, as the stores of some frameworks do. */
const freeze = (value: object): void => {
  Object.freeze(value);
  for (const key of Object.getOwnPropertyNames(value)) {
    const inner: unknown = Reflect.get(value, key);
    if (Object(inner) === inner && !Object.isFrozen(inner)) freeze(Object(inner));
  }
};

describe('what the service hands out, seen through a Proxy (C33)', () => {
  const on = stage();
  const begin = async () => {
    const act = await on.begin({ poll: [frameOf({ messages: [joined, hello] })] });
    const transcripts: Transcript[] = [];
    act.service.transcript$.subscribe((transcript) => transcripts.push(transcript));
    await on.clock.tickAsync(1000);
    const newest = (): Transcript => transcripts.at(-1) ?? empty;
    expect(readings(newest())).to.deep.equal(both);
    /** Another message, after what was done to the view. */
    const next = async () => {
      act.push(frameOf({ messages: [{ ...hello, index: 3, text: 'Goodbye' }] }));
      await on.clock.tickAsync(3000);
      return newest();
    };
    return { ...act, newest, next };
  };

  it("is read in Vue's ref", async () => {
    const { newest } = await begin();
    const shown = ref(empty);
    const texts = computed(() => [...shown.value].map(({ text }) => text));
    expect(texts.value).to.deep.equal([]);
    shown.value = newest();

    expect(texts.value).to.deep.equal(['', 'Hello']);
    expect(readings(shown.value)).to.deep.equal(both);
  });

  it("works as a whole service in Vue's reactive", async () => {
    const act = await begin();
    const { service } = reactive({ service: act.service });
    const lengths: number[] = [];
    service.transcript$.subscribe(({ length }) => lengths.push(length));
    await service.sendMessage({ message: 'Hi' });
    await act.next();

    expect([...new Set(lengths)]).to.deep.equal([2, 3, 4]);
    expect(await service.getTranscript()).to.have.nested.property('messages[2].text', 'Goodbye');
    const { agents } = reactive({ agents: await service.getAgents() });
    expect(Object.values(agents.agents)).to.have.nested.property('[0].name', 'Ann');
  });

  it('is sent again by the retry() of a message in a Vue ref', async () => {
    const failure = new TransportFailure('Refused', 'No.');
    const act = await on.begin({ poll: [], send: [failure] });
    const shown = ref(empty);
    act.service.transcript$.subscribe((transcript) => {
      shown.value = transcript;
    });
    await act.service.sendMessage({ message: 'Hi' }).catch(() => undefined);
    expect(shown.value.at(-1)).to.include({ text: 'Hi', status: 'failed' });
    await shown.value.at(-1)?.retry?.();

    expect(shown.value.at(-1)).to.include({ text: 'Hi', status: 'sent' });
  });

  it('is another view with each change, which is all that Vue watches', async () => {
    const { service, newest, next } = await begin();
    const shown = ref(newest());
    const lengths: number[] = [];
    const stop = watch(shown, ({ length }) => lengths.push(length), { flush: 'sync' });
    service.transcript$.subscribe((transcript) => {
      shown.value = transcript;
    });
    await next();
    stop();

    expect(lengths).to.deep.equal([3]);
  });

  it("is read in MobX's observable", async () => {
    const { newest } = await begin();
    const state = observable({ transcript: empty });
    const lengths: number[] = [];
    const stop = autorun(() => lengths.push([...state.transcript].length));
    runInAction(() => {
      state.transcript = newest();
    });
    stop();

    expect(lengths).to.deep.equal([0, 2]);
    expect(readings(state.transcript)).to.deep.equal(both);
  });

  it('goes on where Immer has frozen it', async () => {
    const { service, newest, next } = await begin();
    const { agents } = await service.getAgents();
    const messages = newest().slice();
    const before: object = { transcript: empty };
    const after = produce(before, (draft) => void Object.assign(draft, { transcript: newest(), messages, agents }));
    expect(messages.map(Object.isFrozen)).to.deep.equal([true, true]);
    expect(after)
      .to.have.property('transcript')
      .that.satisfies((view: Transcript) => {
        expect(readings(view)).to.deep.equal(both);
        return true;
      });

    expect(readings(await next())).to.include({ length: 3, last: 'Goodbye' });
  });

  it('goes on where a store has frozen all that it can reach', async () => {
    const { service, newest, next } = await begin();
    freeze(newest());
    for (const message of newest()) freeze(message);
    for (const found of [service.getTranscript(), service.getAgents(), service.getSessionData()]) freeze(await found);

    expect(readings(await next())).to.include({ length: 3, last: 'Goodbye' });
  });

  it('is read where a Proxy wraps whatever is read', async () => {
    const { newest } = await begin();
    const list = new GrowingList(['a']);

    expect(readings(membrane(newest()))).to.deep.equal(both);
    expect([...membrane(list).with(['b'])]).to.deep.equal(['a', 'b']);
    expect([...membrane(list).followedBy(['c'])]).to.deep.equal(['a', 'c']);
  });
});

describe('what else is handed out, seen through a Proxy (C33)', () => {
  it('is a CXBus, with its events and promises', async () => {
    const bus = reactive(createCxBus());
    const page = reactive({ plugin: bus.registerPlugin('Page') || undefined }).plugin;
    const heard = new Promise((resolve) => {
      bus.subscribe('Page.said', (event) => resolve(reactive({ event }).event.data));
    });
    page?.publish('said', { messages: [hello] });
    expect(await heard).to.deep.equal({ messages: [hello] });

    page?.registerCommand('work', ({ deferred }) => reactive({ deferred }).deferred.resolve('done'));
    page?.ready();
    const { promise } = reactive({ promise: bus.command('Page.work') });
    expect(await promise).to.equal('done');
    expect(promise.isResolved()).to.equal(true);
  });

  it('are the arguments of an extension', () => {
    const { Common } = reactive({ Common: commonOf({ console }, { lang: 'en' }) });
    expect(Reflect.get(Common, 'bytesToSize')(1536)).to.equal('1.5 KB');
    const held: unknown[] = [];
    const hold = ($: unknown) => held.push(reactive({ $ }).$);
    extensionsOf(playedPage().page, {})({ extensions: { hold } }).run();
    expect(held.map((jQuery) => typeof jQuery)).to.deep.equal(['function']);
  });

  it('are the desk and the weather of a chat server', async () => {
    await using server = await startChatServer();
    const { desk, weather } = reactive({ server }).server;
    await weather.add({ on: 'refresh', kind: 'status', status: 503 });
    await membrane(weather).clear();
    expect(await membrane(desk).sessions()).to.deep.equal([]);
    expect(await desk.requests()).to.deep.equal([]);
  });
});

describe('the frame of a failure', () => {
  const failure = new TransportFailure('Refused', 'No.', { frame: frameOf({ session: scriptedSession }) });
  const secret = scriptedSession.secureKey;

  it('is read through a Proxy', () => {
    expect(membrane(failure).frame?.session?.secureKey).to.equal(secret);
    expect(membrane(failure)).to.be.instanceOf(TransportFailure);
  });

  it('is in no JSON, no copy and no log, however much is asked for', () => {
    const shown = [
      JSON.stringify(failure),
      JSON.stringify(failure, Object.getOwnPropertyNames(failure)),
      JSON.stringify({ ...failure }),
      JSON.stringify(structuredClone(failure)),
      inspect(failure, { depth: 9, showHidden: true }),
      inspect({ ...failure }, { depth: 9, showHidden: true }),
    ];
    for (const text of shown) expect(text).to.not.include(secret);
    expect(failure.frame?.session?.secureKey).to.equal(secret);
  });
});
