import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { cxBusOfWidgets, type EventOfWidgets, type PluginOfWidgets } from './cxBusOfWidgets.js';

describe('cxBusOfWidgets', () => {
  let clock: SinonFakeTimers;
  let shop: PluginOfWidgets;
  let page: PluginOfWidgets;
  const plugin = (bus: ReturnType<typeof cxBusOfWidgets>, name: string): PluginOfWidgets => {
    const registered = bus.registerPlugin(name);
    if (!registered) throw new Error(`${name} is taken.`);
    return registered;
  };
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const bus = cxBusOfWidgets();
    shop = plugin(bus, 'Shop');
    page = plugin(bus, 'Page');
    expect(bus.registerPlugin('Shop')).to.equal(false);
    expect(bus.registerPlugin(7)).to.equal(false);
  });
  afterEach(() => clock.restore());

  it('hands each subscriber the same payload, each in a task of its own', () => {
    const heard: EventOfWidgets[] = [];
    const goods = { list: [1] };
    page.subscribe('Shop.opened', () => {
      throw new Error('one that throws');
    });
    page.subscribe('Shop.opened', (event) => heard.push(event));
    expect(shop.publish('opened', goods)).to.equal(true);
    expect(clock.countTimers()).to.equal(2);
    expect(() => clock.next()).to.throw('one that throws');
    clock.runAll();
    expect(heard).to.deep.equal([{ time: 0, publisher: 'Shop', event: 'Shop.opened', data: goods }]);
    expect(heard[0]?.data).to.equal(goods);
    expect(page.unsubscribe('Shop.opened')).to.equal(true);
    shop.publish('opened', '');
    expect(clock.countTimers()).to.equal(0);
  });

  it('remembers what was republished, once for each who comes later', () => {
    const heard: unknown[] = [];
    shop.republish('ready');
    page.subscribe('Shop.ready', ({ data }) => heard.push(data));
    expect(heard).to.deep.equal([]);
    clock.runAll();
    expect(heard).to.deep.equal([{}]);
  });

  it('buffers commands until the plugin is ready; its own are carried out', () => {
    const asked: unknown[] = [];
    shop.registerCommand('buy', ({ commander, data, deferred }) => {
      asked.push([commander, data]);
      deferred.resolve(1, 2);
    });
    const early = page.command('Shop.buy', { what: 'tea' });
    shop.command('buy');
    clock.runAll();
    expect(asked).to.deep.equal([['Shop', {}]]);
    shop.ready();
    clock.runAll();
    expect(asked[1]).to.deep.equal(['Page', { what: 'tea' }]);
    const values: unknown[] = [];
    early.done([(...given) => values.push(...given)]).always(() => values.push('always'));
    expect(values).to.deep.equal([1, 2, 'always']);
    expect(early.then(() => 3)).to.equal(undefined);
  });

  it('leaves pending what nobody knows, and what throws', () => {
    shop.registerCommand('break', () => {
      throw new Error('broken');
    });
    shop.ready();
    const commands = [page.command('Shop.unknown'), page.command('Shop.break')];
    expect(() => clock.runAll()).to.throw('broken');
    expect(commands.map((command) => command.state())).to.deep.equal(['pending', 'pending']);
  });

  it('cancels what is no object, before or after a `before`, and knows no other plugins', () => {
    const reasons: unknown[] = [];
    const note = (reason: unknown) => reasons.push(reason);
    shop.ready();
    page.command('Shop.LOAD', 'text').fail(note);
    page.before('Shop.LOAD', () => undefined);
    page.command('Shop.LOAD').fail(note);
    page.command('Bank.pay').fail(note);
    clock.runAll();
    const cancelled = "Command was cancelled by a 'before' function.";
    const notLoaded = 'Could not load plugin file in given location. Check your plugins path option.';
    expect(reasons).to.deep.equal([cancelled, cancelled, notLoaded]);
  });

  it('tells of data that changed', () => {
    const heard: string[] = [];
    for (const event of ['data', 'data.open', 'data.open:true'])
      page.subscribe(`Shop.${event}`, () => heard.push(event));
    expect(shop.data('open', true)).to.equal(true);
    shop.data('open', true);
    clock.runAll();
    expect(heard).to.deep.equal(['data', 'data.open', 'data.open:true']);
    expect(page.data('Shop.open')).to.equal(true);
    expect(shop.data('open')).to.equal(true);
  });
});
