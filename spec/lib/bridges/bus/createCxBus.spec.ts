import { expect } from 'chai';
import { createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';
import { createQuickBus } from '../../../../lib/bridges/bus/createQuickBus.js';
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
    it('configure, loadPlugin, loadModule and registerModule resolve, whatever they get', async () => {
      on.plugin('Chat');
      const { configure, loadPlugin, loadModule, registerModule } = on.bus;
      for (const each of [configure, loadPlugin, loadModule, registerModule]) {
        for (const args of [[], [undefined], ['Chat'], ['Nobody'], [{ pluginsPath: '/' }]]) {
          expect(Reflect.apply(each, undefined, args).isResolved()).to.equal(true);
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

    it('loadFile resolves where there is no page', () => {
      expect(on.bus.loadFile('https://host/more.js').isResolved()).to.equal(true);
    });

    describe('loadFile in a page', () => {
      interface Script {
        src?: string;
        onload?: () => void;
        onerror?: () => void;
      }
      let scripts: Script[];

      beforeEach(() => {
        scripts = [];
        const head = { append: (script: Script) => scripts.push(script) };
        Reflect.set(globalThis, 'document', { head, createElement: (): Script => ({}) });
      });

      afterEach(() => {
        Reflect.deleteProperty(globalThis, 'document');
      });

      it('runs the script, and resolves when it ran', () => {
        const given = on.bus.loadFile('https://host/more.js');
        expect(scripts.map(({ src }) => src)).to.deep.equal(['https://host/more.js']);
        expect(given.state()).to.equal('pending');
        scripts[0]?.onload?.();

        expect(given.state()).to.equal('resolved');
      });

      it('rejects where it cannot', async () => {
        const given = on.bus.loadFile('https://host/none.js');
        scripts[0]?.onerror?.();

        expect(await given.catch((reason) => reason)).to.equal('Could not load file: https://host/none.js');
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
