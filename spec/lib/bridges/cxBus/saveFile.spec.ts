import { expect } from 'chai';
import sinon from 'sinon';
import { saveFile } from '../../../../lib/bridges/cxBus/saveFile.js';

describe('saveFile', () => {
  const sandbox = sinon.createSandbox();
  afterEach(() => {
    sandbox.restore();
    Reflect.deleteProperty(globalThis, 'document');
  });

  it('lets the browser save it under its name, and lets go of it', async () => {
    const clock = sandbox.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const clicked: object[] = [];
    const link = { href: '', download: '', click: () => clicked.push({ ...link }) };
    Object.assign(globalThis, { document: { createElement: () => link } });
    saveFile(new File(['hello'], 'hello.txt'));
    expect(clicked).to.deep.equal([{ ...link, download: 'hello.txt' }]);
    expect(await (await fetch(link.href)).text()).to.equal('hello');
    clock.tick(60_000);

    expect(await fetch(link.href).catch(() => 'gone')).to.equal('gone');
    expect(clock.countTimers()).to.equal(0);
  });

  it('does nothing outside a page', () => {
    saveFile(new File(['hello'], 'hello.txt'));
  });
});
