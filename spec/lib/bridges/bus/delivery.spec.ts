import { expect } from 'chai';
import fc from 'fast-check';
import { createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';
import { heardBy, stage, thrower } from './stage.js';

describe('delivery', () => {
  const on = stage();

  describe('of events', () => {
    it('comes later, in order of publishing, then of subscribing, over all plugins (B2)', () => {
      const [one, other] = [on.plugin('One'), on.plugin('Other')];
      const log: string[] = [];
      other.subscribe('One.a', () => log.push('a, first'));
      one.subscribe('Other.b', () => log.push('b'));
      on.bus.subscribe('One.a', () => log.push('a, second'));
      expect([one.publish('a'), other.publish('b'), one.publishDirect('a')]).to.deep.equal([true, true, true]);
      expect(log).to.deep.equal([]);
      on.arrive();

      expect(log).to.deep.equal(['a, first', 'a, second', 'b', 'a, first', 'a, second']);
    });

    it('is one task for all that is due, however much it is (B2)', () => {
      const tasks: (() => void)[] = [];
      const bus = createCxBus({ schedule: (task) => tasks.push(task) });
      const heard = heardBy(bus, 'Chat.a');
      for (let count = 0; count < 10; count += 1) heardBy(bus, 'Chat.a');
      const chat = bus.registerPlugin('Chat');
      for (let count = 0; count < 100; count += 1) if (chat) chat.publish('a', count + 1);
      expect(tasks).to.have.length(1);
      tasks[0]?.();

      expect(heard).to.have.length(100);
      expect(tasks).to.have.length(1);
    });

    it('of what is published meanwhile comes in a later task', () => {
      const tasks: (() => void)[] = [];
      const log: string[] = [];
      const bus = createCxBus({ schedule: (task) => tasks.push(task) });
      const chat = bus.registerPlugin('Chat');
      if (!chat) throw new Error('The name is taken.');
      bus.subscribe('Chat.a', () => {
        log.push('a');
        chat.publish('b');
      });
      bus.subscribe('Chat.a', () => log.push('a'));
      bus.subscribe('Chat.b', () => log.push('b'));
      chat.publish('a');
      tasks.shift()?.();
      expect(log).to.deep.equal(['a', 'a']);
      tasks.shift()?.();

      expect(log).to.deep.equal(['a', 'a', 'b']);
    });

    it('takes no timer where nobody listens', () => {
      on.plugin('Chat').publish('a');

      expect(on.clock.countTimers()).to.equal(0);
    });

    it('reaches who was subscribed when it was published, and still is when it arrives', () => {
      const chat = on.plugin('Chat');
      const page = on.plugin('Page');
      const early = heardBy(page, 'Chat.a');
      const other = heardBy(on.bus, 'Chat.a');
      chat.publish('a', 1);
      const late = heardBy(on.bus, 'Chat.a');
      page.unsubscribe('Chat.a');
      on.arrive();

      expect([early, other, late]).to.deep.equal([[], [1], []]);
    });

    it('to a subscriber that throws hurts nobody else; its error surfaces (B11)', () => {
      const error = new Error('mine');
      const chat = on.plugin('Chat');
      on.bus.subscribe('Chat.a', thrower(error));
      const heard = heardBy(on.bus, 'Chat.a');
      chat.publish('a', 1);
      chat.publish('a', 2);
      on.arrive();

      expect(heard).to.deep.equal([1, 2]);
      expect(on.uncaught).to.deep.equal([error, error]);
    });

    it('lets errors surface in a timer where there is no reportError, and goes on', () => {
      Reflect.deleteProperty(globalThis, 'reportError');
      const chat = on.plugin('Chat');
      on.bus.subscribe('Chat.a', thrower(new Error('mine')));
      const heard = heardBy(on.bus, 'Chat.a');
      chat.publish('a', 1);

      expect(() => on.clock.runAll()).to.throw('mine');
      expect(heard).to.deep.equal([1]);
    });

    it('keeps order and loses nothing, whoever comes and goes', () => {
      const names = ['One', 'Two', 'Three'] as const;
      const step = fc.record({
        act: fc.constantFrom('subscribe', 'unsubscribe', 'publish', 'publish', 'republish', 'arrive'),
        plugin: fc.nat(2),
        event: fc.constantFrom('a', 'b'),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const bus = createCxBus();
          const plugins = names.map((name) => bus.registerPlugin(name));
          const got = new Map<number, string[]>();
          const expected = new Map<number, string[]>();
          const live = new Map<number, { readonly plugin: number; readonly event: string; due: string[] }>();
          const kept = new Map<string, string>();
          const settle = (): void => {
            on.clock.runAll();
            for (const [id, listener] of live) {
              expected.get(id)?.push(...listener.due);
              listener.due = [];
            }
          };
          steps.forEach(({ act, plugin, event }, id) => {
            const mine = plugins[plugin];
            if (!mine) throw new Error('The name is taken.');
            if (act === 'subscribe') {
              got.set(id, []);
              expected.set(id, []);
              const last = kept.get(event);
              live.set(id, { plugin, event, due: last === undefined ? [] : [last] });
              mine.subscribe(`One.${event}`, ({ data }) => got.get(id)?.push(String(data)));
            } else if (act === 'unsubscribe') {
              mine.unsubscribe(`One.${event}`);
              for (const [each, listener] of live)
                if (listener.plugin === plugin && listener.event === event) live.delete(each);
            } else if (act === 'arrive') {
              settle();
            } else {
              const [one] = plugins;
              if (one) one[act](event, `#${id}`);
              if (act === 'republish') kept.set(event, `#${id}`);
              for (const listener of live.values()) if (listener.event === event) listener.due.push(`#${id}`);
            }
          });
          settle();
          expect(got).to.deep.equal(expected);
        }),
      );
    });
  });

  describe('of an envelope (B3)', () => {
    const payload = () => ({ messages: [{ text: 'Hello' }] });

    it('has time, publisher, event and data', () => {
      const log: unknown[] = [];
      on.bus.subscribe('Chat.a', (event) => log.push(event));
      const chat = on.plugin('Chat');
      chat.publish('a', payload());
      on.clock.tick(0);
      on.clock.tick(5);
      chat.publish('a', 'text');
      on.arrive();

      const head = { publisher: 'Chat', event: 'Chat.a' };
      expect(log).to.deep.equal([
        { time: 1e12, ...head, data: payload() },
        { time: 1e12 + 5, ...head, data: 'text' },
      ]);
    });

    it('can be looked at as any object can: keys, spread, JSON, property by property', () => {
      const looks = [
        JSON.stringify,
        (event: object) => JSON.stringify({ ...event }),
        (event: object) => JSON.stringify(Object.assign({}, event)),
        (event: object) => JSON.stringify(Object.fromEntries(Object.entries(event))),
        (event: object) => JSON.stringify(Object.create(null, Object.getOwnPropertyDescriptors(event))),
        (event: object) => JSON.stringify(structuredClone({ ...event })),
        (event: object) => JSON.stringify(Object.freeze(event)),
      ];
      const log: unknown[] = [];
      for (const look of looks) on.bus.subscribe('Chat.a', (event) => log.push(look(event)));
      on.bus.subscribe('Chat.a', (event) => log.push(Object.keys(event).join(), 'data' in event));
      on.plugin('Chat').publish('a', payload());
      on.arrive();

      const json = '{"time":1000000000000,"publisher":"Chat","event":"Chat.a","data":{"messages":[{"text":"Hello"}]}}';
      expect(log).to.deep.equal([...looks.map(() => json), 'time,publisher,event,data', true]);
      expect(on.uncaught).to.deep.equal([]);
    });

    it('carries {} for nothing, one of its own for each', () => {
      const heard = [heardBy(on.bus, 'Chat.a'), heardBy(on.bus, 'Chat.a')];
      const chat = on.plugin('Chat');
      for (const nothing of [undefined, null, 0, '', false]) chat.publish('a', nothing);
      on.arrive();

      expect(heard).to.deep.equal([Array(5).fill({}), Array(5).fill({})]);
      expect(new Set(heard.flat()).size).to.equal(10);
    });

    it('carries other values as they are', () => {
      const heard = heardBy(on.bus, 'Chat.a');
      const chat = on.plugin('Chat');
      const values = ['text', 1, true, () => {}, new Date(), new Error('x')];
      for (const value of values) chat.publish('a', value);
      on.arrive();

      expect(heard).to.have.ordered.members(values);
    });

    it('is each subscriber’s own: what one does to it reaches no other, and not who published it', () => {
      const given = payload();
      const edit = (event: { data: unknown }): void => {
        Reflect.set(Object(event.data).messages[0], 'text', 'edited');
        Object(event.data).messages.push('more');
        Reflect.set(event, 'event', 'edited');
      };
      on.bus.subscribe('Chat.a', edit);
      const heard = heardBy(on.bus, 'Chat.a');
      on.bus.subscribe('Chat.a', edit);
      const kept: unknown[] = [];
      on.bus.subscribe('Chat.a', (event) => kept.push(event));
      const chat = on.plugin('Chat');
      chat.republish('a', given);
      on.arrive();
      on.bus.subscribe('Chat.a', edit);
      const late = heardBy(on.bus, 'Chat.a');
      on.arrive();

      expect([given, ...heard, ...late]).to.deep.equal([payload(), payload(), payload()]);
      expect(kept).to.have.nested.property('[0].data').that.deep.equals(payload());
      expect(kept).to.have.nested.property('[0].event', 'Chat.a');
      expect(on.uncaught).to.deep.equal([]);
    });

    it('keeps what its subscriber does to it', () => {
      const log: unknown[] = [];
      on.bus.subscribe('Chat.a', (event) => {
        Object(event.data).messages[0].text = 'edited';
        const { data } = event;
        log.push(JSON.stringify(data), event.data === data);
      });
      on.bus.subscribe('Chat.a', (event) => {
        const mine = { mine: true };
        log.push(Reflect.set(event, 'data', mine), event.data === mine, JSON.parse(JSON.stringify(event)).data);
        log.push(Reflect.deleteProperty(event, 'data'), Object.keys(event));
      });
      on.plugin('Chat').publish('a', payload());
      on.arrive();

      expect(log).to.deep.equal([
        '{"messages":[{"text":"edited"}]}',
        true,
        true,
        true,
        { mine: true },
        true,
        ['time', 'publisher', 'event'],
      ]);
    });

    it('is taken at the first read: what the publisher does to its object later does not show', () => {
      const given = payload();
      const heard = heardBy(on.bus, 'Chat.a');
      const envelopes: { readonly data: unknown }[] = [];
      on.bus.subscribe('Chat.a', (event) => envelopes.push(event));
      on.plugin('Chat').publish('a', given);
      on.arrive();
      given.messages.length = 0;

      expect([heard[0], envelopes[0]?.data]).to.deep.equal([payload(), payload()]);
    });

    it('is not copied where nobody reads it', () => {
      let reads = 0;
      const given = {
        get costly() {
          reads += 1;
          return reads;
        },
      };
      for (let count = 0; count < 3; count += 1) on.bus.subscribe('Chat.a', ({ event }) => event);
      const chat = on.plugin('Chat');
      chat.publish('a', given);
      on.arrive();
      expect(reads).to.equal(0);
      const heard = [heardBy(on.bus, 'Chat.a'), heardBy(on.bus, 'Chat.a')];
      chat.publish('a', given);
      on.arrive();

      expect(heard).to.deep.equal([[{ costly: 1 }], [{ costly: 1 }]]);
    });

    it('that throws when it is read hurts only who reads it', () => {
      const error = new Error('mine');
      const given = Object.defineProperty({}, 'trap', { enumerable: true, get: thrower(error) });
      const heard = heardBy(on.bus, 'Chat.a');
      const log: string[] = [];
      on.bus.subscribe('Chat.a', ({ event }) => log.push(event));
      on.plugin('Chat').publish('a', given);
      on.arrive();

      expect([heard, log]).to.deep.equal([[], ['Chat.a']]);
      expect(on.uncaught).to.deep.equal([error]);
    });
  });

  describe('of what is republished', () => {
    it('comes once more to each later subscriber, later, as it was last', () => {
      const chat = on.plugin('Chat');
      const early = heardBy(on.bus, 'Chat.ready');
      chat.republish('ready', 1);
      const between = heardBy(on.bus, 'Chat.ready');
      on.arrive();
      chat.republish('ready', 2);
      on.arrive();
      const late = heardBy(on.bus, 'Chat.ready');
      expect(late).to.deep.equal([]);
      on.arrive();
      on.arrive();

      expect([early, between, late]).to.deep.equal([[1, 2], [1, 2], [2]]);
    });

    it('is remembered also when everybody has left', () => {
      const chat = on.plugin('Chat');
      const page = on.plugin('Page');
      page.subscribe('Chat.ready', () => {});
      chat.republish('ready', 1);
      page.unsubscribe('Chat.ready');
      const late = heardBy(page, 'Chat.ready');
      on.arrive();

      expect(late).to.deep.equal([1]);
    });

    it('is not what is published otherwise', () => {
      const chat = on.plugin('Chat');
      chat.publish('a', 1);
      const late = heardBy(on.bus, 'Chat.a');
      on.arrive();

      expect(late).to.deep.equal([]);
    });
  });

  describe('by subscription', () => {
    it('gives the event’s name, or false without a callback or a name', () => {
      expect(on.bus.subscribe('Chat.a', () => {})).to.equal('Chat.a');
      for (const [event, hear] of [
        ['Chat.a', undefined],
        ['Chat.a', 'text'],
        [undefined, () => {}],
        ['', () => {}],
      ])
        expect(Reflect.apply(on.bus.subscribe, undefined, [event, hear])).to.equal(false);
    });

    it('takes the old prefix cx.plugin. (B9)', () => {
      const page = on.plugin('Page');
      const chat = on.plugin('Chat');
      const log: string[] = [];
      expect(page.subscribe('cx.plugin.Chat.a', ({ event }) => log.push(event))).to.equal('Chat.a');
      chat.publish('a');
      on.arrive();
      expect(page.unsubscribe('cx.plugin.Chat.a')).to.equal(true);
      chat.publish('a');
      on.arrive();

      expect(log).to.deep.equal(['Chat.a']);
    });

    it('ends for all callbacks of one plugin, and of no other', () => {
      const [one, other, chat] = [on.plugin('One'), on.plugin('Other'), on.plugin('Chat')];
      const heard = [heardBy(one, 'Chat.a'), heardBy(one, 'Chat.a'), heardBy(one, 'Chat.b'), heardBy(other, 'Chat.a')];
      expect([one.unsubscribe('Chat.a'), one.unsubscribe('Chat.never')]).to.deep.equal([true, false]);
      chat.publish('a', 1);
      chat.publish('b', 2);
      on.arrive();

      expect(heard).to.deep.equal([[], [], [2], [1]]);
    });

    it('is listed by subscribers(), of its own events only', () => {
      const [chat, chatter] = [on.plugin('Chat'), on.plugin('Chatter')];
      on.bus.subscribe('Chat.a', () => {});
      chatter.subscribe('Chat.a', () => {});
      chat.subscribe('Chatter.a', () => {});

      expect(chat.subscribers()).to.deep.equal({ 'Chat.a': ['CXBus', 'Chatter'] });
    });

    it('goes to events of any name', () => {
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
        const plugin = on.plugin(name);
        const heard = [heardBy(on.bus, `${name}.__proto__`), heardBy(on.bus, `${name}.a.b.c`)];
        expect([plugin.publish('__proto__', 1), plugin.republish('a.b.c', 2)]).to.deep.equal([true, true]);
        on.arrive();
        expect(heard).to.deep.equal([[1], [2]]);
      }
      for (const none of [undefined, null, 1, {}, ''])
        expect(Reflect.apply(on.plugin(`P${String(none)}`).publish, undefined, [none])).to.equal(false);
    });
  });
});
