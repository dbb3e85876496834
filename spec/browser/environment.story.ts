import { expect } from 'chai';
import { world } from '../support/world.js';

const loaded = (frame: HTMLIFrameElement): Promise<Window> =>
  new Promise((resolve, reject) => {
    const there = () => (frame.contentWindow ? resolve(frame.contentWindow) : reject(new Error('The frame is gone.')));
    frame.addEventListener('load', there, { once: true });
  });

/** A page of this origin, in a frame. */
const openFrame = async (): Promise<[HTMLIFrameElement, Window]> => {
  const frame = document.createElement('iframe');
  frame.src = '/visit.html';
  document.body.append(frame);
  return [frame, await loaded(frame)];
};

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const openDatabase = (page: Window, name: string): Promise<IDBDatabase> => {
  const opening = page.indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
  return done(opening);
};

describe('The browser the stories run in', () => {
  const stage = world();
  let frame: HTMLIFrameElement;
  let page: Window;

  beforeEach(async () => {
    [frame, page] = await openFrame();
  });
  afterEach(() => frame.remove());

  const reload = async () => {
    page.location.reload();
    page = await loaded(frame);
  };

  it('is a browser, and on another origin than the chat server', () => {
    expect(stage.where).to.equal('browser');
    expect(navigator.userAgent).to.include('Chrome/');
    expect(new URL(stage.server.urls.dataURL).origin).to.not.equal(location.origin);
  });

  it('keeps what is in IndexedDB over a reload, and nothing else', async () => {
    const name = `kept-${crypto.randomUUID()}`;
    const before = await openDatabase(page, name);
    const writing = before.transaction('kept', 'readwrite');
    writing.objectStore('kept').put('a session', 'key');
    // The put's success is not enough: a reload before the commit undoes it.
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
    Reflect.set(page, 'remembered', true);
    await reload();
    expect(Reflect.has(page, 'remembered')).to.equal(false);
    const after = await openDatabase(page, name);
    expect(await done(after.transaction('kept').objectStore('kept').get('key'))).to.equal('a session');
    after.close();
  });

  it('cuts the requests of a page that is reloaded', async () => {
    const { server } = stage;
    await server.weather.set([{ kind: 'delay', ms: 60_000, times: 1 }]);
    await server.desk.clearRequests();
    const asked = page.fetch(`${server.urls.dataURL}/`, {
      method: 'POST',
      body: new URLSearchParams({ nickname: 'Jo' }),
    });
    let answered = false;
    asked.then(
      () => {
        answered = true;
      },
      () => {},
    );
    while ((await server.desk.requests()).length === 0);
    await reload();
    const answer = await page.fetch(`${server.urls.dataURL}/`, { method: 'POST', body: new URLSearchParams() });
    expect(answer.headers.get('content-type')).to.include('json');
    expect(answered).to.equal(false);
  });

  it('holds a page to the rules of CORS', async () => {
    const { dataURL } = stage.server.urls;
    const asked = page.fetch(dataURL, { method: 'POST', headers: { 'x-never-allowed': '1' } });
    const refusal = await asked.catch((reason: unknown) => reason);
    expect(String(refusal)).to.equal('TypeError: Failed to fetch');
  });

  it('hands messages from page to page, and a lock to the next when its page is reloaded', async () => {
    const name = `tabs-${crypto.randomUUID()}`;
    const channel = new BroadcastChannel(name);
    const heard = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve(data);
    });
    new BroadcastChannel(name).postMessage('from the other page');
    expect(await heard).to.equal('from the other page');
    channel.close();

    await new Promise<void>((held) => {
      void page.navigator.locks.request(name, () => {
        held();
        return new Promise(() => {});
      });
    });
    const next = navigator.locks.request(name, () => 'mine');
    await reload();
    expect(await next).to.equal('mine');
  });
});
