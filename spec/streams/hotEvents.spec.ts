import { expect } from 'chai';
import { config, type Observable } from 'rxjs';
import { eventNames } from '../../streams/eventNames.js';
import type { WebChatEvent, WebChatEventName } from '../../streams/events.js';
import { createHotEvents, type HotEvents } from '../../streams/hotEvents.js';

const ready: WebChatEvent = { name: 'ready', at: 1, data: {} };
const restored: WebChatEvent = { name: 'restored', at: 2, data: { async: false } };
const ended: WebChatEvent = { name: 'ended', at: 3, data: {} };

/** What a subscriber sees: values, then `|` for completion. */
const seen = (stream$: Observable<unknown>): unknown[] => {
  const log: unknown[] = [];
  stream$.subscribe({ next: (value) => log.push(value), error: () => log.push('#'), complete: () => log.push('|') });
  return log;
};

const streamOf = ({ streams }: HotEvents, name: WebChatEventName): Observable<unknown> => streams[`${name}$`];

describe('eventNames', () => {
  it('holds the 29 names of the reference and the four beyond it, each once', () => {
    expect(eventNames).to.have.length(33);
    expect(new Set(eventNames)).to.have.property('size', 33);
  });
});

describe('createHotEvents', () => {
  it('has a stream for every name, found by `in` and a loop, and the same one each time', () => {
    const hot = createHotEvents();
    const keys: string[] = [];
    for (const key in hot.streams) keys.push(key);

    expect(keys).to.deep.equal(eventNames.map((name) => `${name}$`));
    for (const name of eventNames) {
      expect(streamOf(hot, name)).to.have.property('subscribe');
      expect(streamOf(hot, name)).to.equal(streamOf(hot, name));
    }
  });

  it('hands each event to its own stream and to all$, in order', () => {
    const hot = createHotEvents();
    const all = seen(hot.all$);
    const endedSeen = seen(hot.streams.ended$);
    const restoredSeen = seen(hot.streams.restored$);
    hot.publish(restored);
    hot.publish(ended);

    expect(all).to.deep.equal([restored, ended]);
    expect(restoredSeen).to.deep.equal([{ async: false }]);
    expect(endedSeen).to.deep.equal([{}]);
  });

  it('replays ready, even if nobody had asked for it, and nothing else', () => {
    const hot = createHotEvents();
    for (const event of [ready, restored, ended]) hot.publish(event);

    for (const name of eventNames) expect(seen(streamOf(hot, name)), name).to.deep.equal(name === 'ready' ? [{}] : []);
    expect(seen(hot.all$)).to.deep.equal([]);
  });

  it('keeps services apart', () => {
    const one = createHotEvents();
    const other = createHotEvents();
    const log = seen(other.streams.ended$);
    one.publish(ended);

    expect(one.streams.ended$).not.to.equal(other.streams.ended$);
    expect(log).to.deep.equal([]);
  });

  it('completes every stream: held, asked for later, and all$', () => {
    const hot = createHotEvents();
    const held = seen(hot.streams.started$);
    const all = seen(hot.all$);
    hot.publish(ready);
    hot.complete();
    hot.publish(restored);

    expect(held).to.deep.equal(['|']);
    expect(all).to.deep.equal([ready, '|']);
    for (const name of eventNames)
      expect(seen(streamOf(hot, name)), name).to.deep.equal(name === 'ready' ? [{}, '|'] : ['|']);
  });

  it('has no ready to replay when it completed before it', () => {
    const hot = createHotEvents();
    hot.complete();
    hot.publish(ready);

    expect(seen(hot.streams.ready$)).to.deep.equal(['|']);
  });

  it('lets nobody outside publish', () => {
    const hot = createHotEvents();

    for (const name of eventNames) expect(streamOf(hot, name), name).not.to.have.property('next');
    expect(hot.all$).not.to.have.property('next');
  });

  it('goes on to every other subscriber, in order, when one throws; the error surfaces on its own', async () => {
    const hot = createHotEvents();
    const log: string[] = [];
    const surfaced: unknown[] = [];
    const bothSurfaced = new Promise<void>((resolve) => {
      config.onUnhandledError = (error) => surfaced.push(error) === 2 && resolve();
    });
    try {
      hot.streams.ended$.subscribe(() => log.push('before'));
      hot.streams.ended$.subscribe(() => {
        throw new Error('mine');
      });
      hot.streams.ended$.subscribe(() => log.push('after'));
      hot.all$.subscribe(({ name }) => log.push(name));
      hot.publish(ended);
      hot.publish(ended);

      expect(log).to.deep.equal(['before', 'after', 'ended', 'before', 'after', 'ended']);
      await bothSurfaced;
      expect(surfaced.map(String)).to.deep.equal(['Error: mine', 'Error: mine']);
    } finally {
      config.onUnhandledError = null;
    }
  });

  it('keeps nothing of a subscriber that left', () => {
    const hot = createHotEvents();
    const log: unknown[] = [];
    const subscription = hot.streams.ended$.subscribe((value) => log.push(value));
    subscription.unsubscribe();
    hot.publish(ended);

    expect(log).to.deep.equal([]);
  });
});
