import { expect } from 'chai';
import { createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';
import { createQuickBus } from '../../../../lib/bridges/bus/createQuickBus.js';
import type { BusPromise } from '../../../../lib/bridges/bus/deferred.js';
import { heardBy, stage } from './stage.js';

const pluginMembers = [
  'publish',
  'publishDirect',
  'republish',
  'subscribe',
  'unsubscribe',
  'command',
  'before',
  'registerCommand',
  'registerEvents',
  'namespace',
  'subscribers',
  'data',
  'registry',
  'ready',
];

describe('createCxBus', () => {
  const on = stage();

  it('has what pages use of a CXBus, and what a plugin has', () => {
    expect(on.bus).to.include.keys(Object.keys(on.plugin('Chat')));
    expect(on.bus.namespace()).to.equal('CXBus');
    expect(on.bus).to.include.keys(
      'registerPlugin',
      'registerMaster',
      'configure',
      'loadPlugin',
      'loadFile',
      'loadModule',
      'registerModule',
    );
  });

  it('is one of many: another has plugins of its own', () => {
    on.plugin('Chat');

    expect(createCxBus().registerPlugin('Chat')).to.be.an('object');
  });

  describe('registerPlugin (B4)', () => {
    it('gives a plugin all it needs', () => {
      const plugin = on.plugin('Chat');

      expect(plugin).to.have.all.keys(pluginMembers);
      expect(plugin.namespace()).to.equal('Chat');
    });

    it('gives false for a name that is taken, and for none', () => {
      on.plugin('Chat');

      for (const name of ['Chat', 'CXBus', '', undefined, null, 1, {}, ['Other'], Symbol('name')])
        expect(Reflect.apply(on.bus.registerPlugin, undefined, [name])).to.equal(false);
    });

    it('takes any other name, once', () => {
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'chat', 'CHAT']) {
        expect(on.plugin(name).namespace()).to.equal(name);
        expect(on.bus.registerPlugin(name)).to.equal(false);
      }
    });
  });

  it('registry() lists what each plugin has, whatever it is called', () => {
    const plugin = on.plugin('__proto__');
    plugin.registerCommand('one', () => {});
    expect(plugin.registerEvents(['ready', 'ready'])).to.equal(true);
    expect(Reflect.apply(plugin.registerEvents, undefined, ['ready'])).to.equal(false);
    const automatic = ['COMMANDS', 'EVENTS', 'LOAD'];

    expect(Object.entries(on.bus.registry())).to.deep.equal([
      ['CXBus', { events: [], commands: automatic }],
      ['__proto__', { events: ['ready'], commands: [...automatic, 'one'] }],
    ]);
    expect(plugin.registry()).to.deep.equal(on.bus.registry());
  });

  describe('registerMaster', () => {
    it('gives the first caller lock, unlock and config; later ones nothing', () => {
      expect(on.bus.registerMaster()).to.have.all.keys('lock', 'unlock', 'config');
      expect(on.bus.registerMaster()).to.equal(undefined);
    });

    it('locks out plugins that come later', () => {
      const master = on.bus.registerMaster();
      master?.lock();
      expect(on.bus.registerPlugin('Chat')).to.equal(false);
      master?.unlock();

      expect(on.bus.registerPlugin('Chat')).to.be.an('object');
    });
  });

  describe('data()', () => {
    it('sets a value, and gives it to everybody', () => {
      const [chat, page] = [on.plugin('Chat'), on.plugin('Page')];
      expect(chat.data('mode')).to.equal(undefined);
      expect(chat.data('mode', 'async')).to.equal('async');

      expect([
        chat.data('mode'),
        chat.data('Chat.mode'),
        page.data('Chat.mode'),
        on.bus.data('Chat.mode'),
      ]).to.deep.equal(Array(4).fill('async'));
      expect([page.data('mode'), page.data('Nobody.mode'), page.data('__proto__')]).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('lists what it has set, with what was before and when', () => {
      const chat = on.plugin('Chat');
      chat.data('__proto__', 1);
      on.clock.tick(5);
      chat.data('__proto__', 2);

      expect(Object.entries(chat.data())).to.deep.equal([['__proto__', { last: 1, value: 2, time: 1e12 + 5 }]]);
    });

    it('publishes each change thrice, and nothing where there is none', () => {
      const chat = on.plugin('Chat');
      const heard = ['data', 'data.mode', "data.mode:'async'", 'data.mode:1'].map((name) =>
        heardBy(on.bus, `Chat.${name}`),
      );
      for (const value of ['async', 'async', undefined, null, 1]) chat.data('mode', value);
      on.arrive();

      const first = { value: 'async', time: 1e12 };
      const second = { last: 'async', value: 1, time: 1e12 };
      expect(heard).to.deep.equal([[{ mode: first }, { mode: second }], [first, second], [first], [second]]);
      expect(chat.data('mode')).to.equal(1);
    });

    it('keeps objects as they are, and does not name an event after one', () => {
      const chat = on.plugin('Chat');
      const value = Object.create(null);
      const heard = heardBy(on.bus, 'Chat.data.userData');

      expect(chat.data('userData', value)).to.equal(value);
      on.arrive();
      expect(heard).to.have.length(1);
    });
  });

  describe('as a page configures it (B9)', () => {
    const given = [[], [undefined], ['Chat'], ['Nobody'], [{ pluginsPath: '/' }]];

    it('configure and registerModule resolve at once, whatever they get', () => {
      on.plugin('Chat');
      const { configure, registerModule } = on.bus;
      for (const each of [configure, registerModule]) {
        for (const args of given) expect(Reflect.apply(each, undefined, args).isResolved()).to.equal(true);
      }
    });

    it('loadPlugin and loadModule resolve, whatever they get, and never at once (B17)', () => {
      on.plugin('Chat');
      const { loadPlugin, loadModule } = on.bus;
      for (const each of [loadPlugin, loadModule]) {
        for (const args of given) {
          const loading: BusPromise = Reflect.apply(each, undefined, args);
          expect(loading.state()).to.equal('pending');
          on.arrive();
          expect(loading.state()).to.equal('resolved');
        }
      }
    });

    it('debug warns of what is said on the bus, by name and never with what it carries', () => {
      const said: unknown[] = [];
      const { warn } = console;
      console.warn = (...words: unknown[]) => said.push(...words);
      const master = on.bus.registerMaster();
      on.bus.configure(JSON.parse('{"debug": "yes"}'));
      const chat = on.plugin('Chat');
      chat.publish('a', 'secret');
      on.bus.configure({ debug: true });
      chat.publish('a', 'secret');
      on.bus.command('Chat.one', { secret: 'secret' });
      chat.data('token', 'a secret:\nof two lines');
      expect(master?.config()).to.deep.equal({ debug: true });
      on.bus.configure({ debug: false });
      chat.publish('a', 'secret');
      console.warn = warn;

      expect(said).to.deep.equal([
        'CXBus: Chat: a',
        'CXBus: CXBus: Chat.one',
        'CXBus: Chat: data',
        'CXBus: Chat: data.token',
        'CXBus: Chat: data.token',
      ]);
    });

    it('loadFile resolves where there is no page, and not at once', () => {
      const loading = on.bus.loadFile('https://host/more.js');
      expect(loading.state()).to.equal('pending');
      on.arrive();
      expect(loading.state()).to.equal('resolved');
    });

    describe('in a page (B17)', () => {
      interface Script {
        src?: string;
        onload?: () => void;
        onerror?: () => void;
      }
      let scripts: Script[];
      let readyState: DocumentReadyState;
      let listeners: (() => void)[];

      /** Its HTML has been read. */
      const read = (): void => {
        readyState = 'complete';
        for (const hear of listeners.splice(0)) hear();
      };

      beforeEach(() => {
        scripts = [];
        listeners = [];
        readyState = 'loading';
        const head = { append: (script: Script) => scripts.push(script) };
        const document = {
          head,
          createElement: (): Script => ({}),
          get readyState() {
            return readyState;
          },
        };
        Reflect.set(globalThis, 'document', document);
        Reflect.set(globalThis, 'addEventListener', (name: string, hear: () => void) => {
          if (name === 'DOMContentLoaded') listeners.push(hear);
        });
      });

      afterEach(() => {
        Reflect.deleteProperty(globalThis, 'document');
        Reflect.deleteProperty(globalThis, 'addEventListener');
      });

      for (const name of ['loadPlugin', 'loadModule'] as const) {
        it(`${name} resolves after DOMContentLoaded, in a task of its own`, () => {
          const order: string[] = [];
          const loading = on.bus[name]('widgets-core').done(() => order.push('loaded'));
          on.arrive();
          expect(loading.state()).to.equal('pending');
          listeners.push(() => order.push("the page's own listener"));
          read();
          expect(loading.state()).to.equal('pending');
          on.arrive();

          expect(order).to.deep.equal(["the page's own listener", 'loaded']);
        });

        it(`${name} resolves where the page has been read, and not at once`, () => {
          readyState = 'complete';
          const loading = on.bus[name]('widgets-core');
          expect(loading.state()).to.equal('pending');
          on.arrive();
          expect(loading.state()).to.equal('resolved');
        });
      }

      it('loadFile runs the script at once, and resolves when it ran and the page has been read', () => {
        const loading = on.bus.loadFile('https://host/more.js');
        expect(scripts.map(({ src }) => src)).to.deep.equal(['https://host/more.js']);
        on.arrive();
        expect(loading.state()).to.equal('pending');
        scripts[0]?.onload?.();
        on.arrive();
        expect(loading.state()).to.equal('pending');
        read();
        on.arrive();
        expect(loading.state()).to.equal('resolved');
      });

      it('loadFile waits for a script that takes longer than the page', () => {
        const loading = on.bus.loadFile('https://host/more.js');
        read();
        on.arrive();
        expect(loading.state()).to.equal('pending');
        scripts[0]?.onload?.();
        expect(loading.state()).to.equal('pending');
        on.arrive();
        expect(loading.state()).to.equal('resolved');
      });

      it('loadFile rejects where it cannot, no sooner', async () => {
        const loading = on.bus.loadFile('https://host/none.js');
        scripts[0]?.onerror?.();
        on.arrive();
        expect(loading.state()).to.equal('pending');
        read();
        on.arrive();

        expect(await loading.catch((reason) => reason)).to.equal('Could not load file: https://host/none.js');
      });
    });
  });
});

describe('createQuickBus', () => {
  const on = stage();

  it('is a plugin that can register others, which are then on the bus (B4)', () => {
    const quick = createQuickBus(on.bus);
    if (!quick) throw new Error('The name is taken.');
    expect(quick).to.have.all.keys(...pluginMembers, 'registerPlugin');
    expect(quick.namespace()).to.equal('QuickBus');
    const chat = quick.registerPlugin('Chat');
    const heard = heardBy(quick, 'Chat.a');
    if (chat) chat.publish('a', 1);
    on.arrive();

    expect(heard).to.deep.equal([1]);
    expect(on.bus.registerPlugin('Chat')).to.equal(false);
  });

  it('is false where the name is taken', () => {
    on.plugin('QuickBus');

    expect(createQuickBus(on.bus)).to.equal(false);
  });
});
