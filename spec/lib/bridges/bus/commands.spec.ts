import { expect } from 'chai';
import type { BusCommand } from '../../../../lib/bridges/bus/bus.js';
import { CommandRejected } from '../../../../lib/commandRejected.js';
import { proveRejection } from '../../../support/proofs.js';
import { stage, thrower } from './stage.js';

/** The bus rejects with the sentence itself (B14); the table knows it as the message of an error. */
const asError = (command: PromiseLike<unknown>): PromiseLike<unknown> =>
  command.then(undefined, (reason) => {
    throw typeof reason === 'string' ? new CommandRejected(reason) : reason;
  });

const noPlugin = 'Could not load plugin file in given location. Check your plugins path option.';
const cancelled = "Command was cancelled by a 'before' function.";

describe('commands', () => {
  const on = stage();

  /** A plugin "Chat" that notes its commands, and resolves with their options. */
  const chat = (log: BusCommand[] = []) => {
    const plugin = on.unready('Chat');
    for (const name of ['one', 'two']) {
      plugin.registerCommand(name, (call) => {
        log.push(call);
        call.deferred.resolve(call.data);
      });
    }
    return plugin;
  };
  const names = (log: readonly BusCommand[]) => log.map(({ command }) => command);
  const reasonOf = (command: PromiseLike<unknown>) => command.then(undefined, (reason: unknown) => reason);

  it('reach their handler later, with time, commander, command, deferred and data', async () => {
    const log: BusCommand[] = [];
    chat(log).ready();
    const options = { a: 1 };
    const given = on.plugin('Page').command('Chat.one', options);
    on.bus.command('Chat.two');
    expect(log).to.deep.equal([]);
    on.arrive();

    expect(log.map(({ deferred, ...call }) => [call, typeof deferred.resolve, typeof deferred.reject])).to.deep.equal([
      [{ time: 1e12, commander: 'Page', command: 'Chat.one', data: { a: 1 } }, 'function', 'function'],
      [{ time: 1e12, commander: 'CXBus', command: 'Chat.two', data: {} }, 'function', 'function'],
    ]);
    expect(await given).to.equal(options);
  });

  it('named without a dot are of the plugin that calls', async () => {
    const plugin = chat();
    const given = plugin.command('one');
    on.arrive();

    expect(await given).to.deep.equal({});
  });

  it('take the old prefix cx.plugin. (B9)', async () => {
    const plugin = chat();
    plugin.ready();
    plugin.before('cx.plugin.Chat.one', () => ({ filtered: true }));
    const given = on.bus.command('cx.plugin.Chat.one');
    on.arrive();

    expect(await given).to.deep.equal({ filtered: true });
  });

  it('settle before the events that are published in the same step arrive (B2)', async () => {
    const log: string[] = [];
    const plugin = on.plugin('Chat');
    plugin.registerCommand('one', ({ deferred }) => {
      plugin.publish('done');
      deferred.resolve();
    });
    on.bus.subscribe('Chat.done', () => log.push('event'));
    on.bus.command('Chat.one').done(() => log.push('done'));
    const awaited = on.bus.command('Chat.one').then(() => log.push('awaited'));
    await on.clock.nextAsync();
    await awaited;
    expect(log).to.deep.equal(['done', 'awaited']);
    on.arrive();

    expect(log).to.deep.equal(['done', 'awaited', 'event', 'event']);
  });

  it('have their turn among the events, in order', () => {
    const log: string[] = [];
    const plugin = on.plugin('Chat');
    plugin.registerCommand('one', () => log.push('command'));
    on.bus.subscribe('Chat.a', () => log.push('event'));
    plugin.publish('a');
    on.bus.command('Chat.one');
    plugin.publish('a');
    on.arrive();

    expect(log).to.deep.equal(['event', 'command', 'event']);
  });

  it('ignore what a handler returns, and tell of its progress', () => {
    const log: unknown[] = [];
    on.plugin('Chat').registerCommand('one', ({ deferred }) => {
      deferred.notify(0.5);
      return 'ignored';
    });
    const given = on.bus.command('Chat.one').progress((part: unknown) => log.push(part));
    on.arrive();

    expect([log, given.state()]).to.deep.equal([[0.5], 'pending']);
  });

  describe('before the plugin is ready (B7)', () => {
    it('wait for it, and come in order, ahead of later ones', () => {
      const log: BusCommand[] = [];
      const plugin = chat(log);
      on.bus.command('Chat.one');
      on.bus.command('Chat.two');
      on.arrive();
      expect(log).to.deep.equal([]);
      expect(plugin.ready()).to.equal(true);
      on.bus.command('Chat.one');
      plugin.ready();
      on.arrive();

      expect(names(log)).to.deep.equal(['Chat.one', 'Chat.two', 'Chat.one']);
    });

    it('also wait where there is no such command, and are rejected then', async () => {
      const plugin = on.unready('Chat');
      const given = on.bus.command('Chat.nothing');
      on.arrive();
      expect(given.state()).to.equal('pending');
      plugin.ready();
      on.arrive();

      expect(await reasonOf(given)).to.equal('Command does not exist');
    });

    it('find a handler that was registered after them', async () => {
      const plugin = on.unready('Chat');
      const given = on.bus.command('Chat.late');
      plugin.registerCommand('late', ({ deferred }) => deferred.resolve('late'));
      plugin.ready();
      on.arrive();

      expect(await given).to.equal('late');
    });

    it('do not wait where the plugin calls itself', () => {
      const log: BusCommand[] = [];
      chat(log).command('Chat.one');
      on.arrive();

      expect(names(log)).to.deep.equal(['Chat.one']);
    });

    it('pass the filters of then, once', () => {
      const log: BusCommand[] = [];
      const plugin = chat(log);
      let filtered = 0;
      plugin.before('one', (options) => {
        filtered += 1;
        return options;
      });
      on.bus.command('Chat.one');
      plugin.before('one', () => ({ later: true }));
      plugin.ready();
      on.arrive();

      expect([filtered, log[0]?.data]).to.deep.equal([1, {}]);
    });
  });

  describe('are rejected', () => {
    it('where there is no such plugin (B5)', async () => {
      on.plugin('Chat');
      await proveRejection(asError(on.bus.command('Nobody.one')), 'bus/unknownPlugin');

      for (const name of ['chat.LOAD', 'CHAT.LOAD', '.one', 'cx.plugin.Nobody.one', '__proto__.one', 'toString.one'])
        expect(await reasonOf(on.bus.command(name)), name).to.equal(noPlugin);
    });

    it('where it has no such command (B5)', async () => {
      on.plugin('Chat');
      const given = on.bus.command('Chat.nothing');
      const others = ['Chat.LOAD.more', 'Chat.', 'Chat.__proto__', 'Chat.constructor', 'nothing', 'undefined'];
      const also = others.map((name) => on.bus.command(name));
      on.arrive();
      await proveRejection(asError(given), 'bus/unknownCommand');

      for (const each of also) expect(await reasonOf(each)).to.equal('Command does not exist');
    });

    it('where the name is none', async () => {
      const none = [undefined, null, 1, Symbol('name'), Object.create(null), ''];
      const given = none.map((name) => Reflect.apply(on.bus.command, undefined, [name]));
      on.arrive();

      for (const each of given) expect(await reasonOf(each)).to.equal('Command does not exist');
    });

    it('with the error of a handler that throws, which surfaces and hurts nobody else (B11, C1)', async () => {
      const error = new Error('mine');
      const plugin = chat();
      plugin.registerCommand('broken', thrower(error));
      plugin.ready();
      const given = on.bus.command('Chat.broken');
      const next = on.bus.command('Chat.one');
      on.arrive();

      expect(await proveRejection(given, 'bus/handlerThrows')).to.equal(error);
      expect(on.uncaught).to.deep.equal([error]);
      expect(await next).to.deep.equal({});
    });

    it('with what an asynchronous handler throws, or whatever thenable it returns is rejected with (C1)', async () => {
      const error = new Error('mine');
      const plugin = on.plugin('Chat');
      plugin.registerCommand('late', async () => {
        throw error;
      });
      const then = (_: unknown, refuse: (reason: unknown) => void) => refuse(error);
      plugin.registerCommand('foreign', () => Object.fromEntries([['then', then]]));
      plugin.registerCommand('other', ({ deferred }) => on.bus.command('Chat.none').fail(deferred.reject));
      const given = ['late', 'foreign', 'other'].map((name) => on.bus.command(`Chat.${name}`));
      on.arrive();

      expect(await Promise.all(given.map(reasonOf))).to.deep.equal([error, error, 'Command does not exist']);
      expect(on.uncaught).to.deep.equal([]);
    });

    it('not by an asynchronous handler that fails when it has resolved; its error surfaces', async () => {
      const error = new Error('mine');
      on.plugin('Chat').registerCommand('one', async ({ deferred }) => {
        deferred.resolve('fine');
        throw error;
      });
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      const surfaced = new Promise((resolve) => process.once('unhandledRejection', resolve));
      const given = on.bus.command('Chat.one');
      on.arrive();
      const reason = await surfaced;
      for (const each of others) process.on('unhandledRejection', each);

      expect([await given, reason]).to.deep.equal(['fine', error]);
    });

    it('not by what a handler throws when it has settled', async () => {
      const error = new Error('mine');
      on.plugin('Chat').registerCommand('one', ({ deferred }) => {
        deferred.resolve('fine');
        throw error;
      });
      const given = on.bus.command('Chat.one');
      on.arrive();

      expect(await given).to.equal('fine');
      expect(on.uncaught).to.deep.equal([error]);
    });

    it('where the options are no object', async () => {
      chat().ready();

      for (const options of ['text', 1, true, () => {}, Symbol()])
        expect(await reasonOf(on.bus.command('Chat.one', options))).to.equal(cancelled);
    });
  });

  describe('pass filters (B6)', () => {
    it('at once and in order, whoever calls; each gets what the one before it left', async () => {
      const plugin = chat();
      plugin.ready();
      const log: unknown[] = [];
      const add = (key: string) => (options: object) => {
        log.push({ ...options });
        return { ...options, [key]: true };
      };
      expect(on.plugin('Page').before('Chat.one', add('page'))).to.equal(true);
      expect(plugin.before('one', add('own'))).to.equal(true);
      const given = on.bus.command('Chat.one');
      expect(log).to.deep.equal([{}, { page: true }]);
      const other = plugin.command('one', { a: 1 });
      on.arrive();

      expect(await given).to.deep.equal({ page: true, own: true });
      expect(await other).to.deep.equal({ a: 1, page: true, own: true });
    });

    it('and are cancelled by one that gives no object, with no word to the next nor to the handler', async () => {
      const log: BusCommand[] = [];
      const plugin = chat(log);
      plugin.ready();
      let left: unknown = false;
      let asked = 0;
      plugin.before('one', () => left);
      plugin.before('one', (options) => {
        asked += 1;
        return options;
      });
      await proveRejection(asError(on.bus.command('Chat.one')), 'bus/cancelled');
      for (left of [undefined, null, 0, 'text', true, () => {}, Promise.resolve({ a: 1 })])
        expect(await reasonOf(on.bus.command('Chat.one'))).to.equal(cancelled);
      on.arrive();

      expect([log, asked]).to.deep.equal([[], 0]);
    });

    it('and are cancelled by one that throws; its error surfaces', async () => {
      const error = new Error('mine');
      const plugin = chat();
      plugin.ready();
      plugin.before('one', thrower(error));

      expect(await reasonOf(on.bus.command('Chat.one'))).to.equal(cancelled);
      expect(on.uncaught).to.deep.equal([error]);
    });

    it('of their own name only; a filter has to be a function', async () => {
      const plugin = chat();
      plugin.ready();
      plugin.before('two', () => false);
      for (const args of [[], ['Chat.one'], ['Chat.one', {}], [undefined, () => {}]])
        expect(Reflect.apply(plugin.before, undefined, args)).to.equal(false);
      const given = on.bus.command('Chat.one');
      on.arrive();

      expect(await given).to.deep.equal({});
    });
  });

  describe('of every plugin', () => {
    it('are COMMANDS, EVENTS and LOAD', async () => {
      const plugin = chat();
      plugin.registerEvents(['ready', 'started']);
      plugin.ready();
      const given = ['COMMANDS', 'EVENTS', 'LOAD'].map((name) => on.bus.command(`Chat.${name}`));
      on.arrive();

      expect(await Promise.all(given)).to.deep.equal([
        ['COMMANDS', 'EVENTS', 'LOAD', 'one', 'two'],
        ['ready', 'started'],
        undefined,
      ]);
    });

    it('can be registered anew: the last handler counts', async () => {
      const plugin = chat();
      plugin.ready();
      expect(plugin.registerCommand('one', ({ deferred }) => deferred.resolve('new'))).to.equal(true);
      const given = on.bus.command('Chat.one');
      on.arrive();
      expect(await given).to.equal('new');

      for (const args of [[], ['three'], ['three', 'text'], [undefined, () => {}]])
        expect(Reflect.apply(plugin.registerCommand, undefined, args)).to.equal(false);
    });

    it('may have any name', async () => {
      const plugin = on.plugin('__proto__');
      for (const name of ['__proto__', 'constructor', 'toString']) {
        plugin.registerCommand(name, ({ deferred }) => deferred.resolve(name));
        const given = on.bus.command(`__proto__.${name}`);
        on.arrive();
        expect(await given).to.equal(name);
      }
    });
  });
});
