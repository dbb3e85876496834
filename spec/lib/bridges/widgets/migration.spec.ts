import { expect } from 'chai';
import JsCookie from 'js-cookie';
import { filter, firstValueFrom, map } from 'rxjs';
import { fromWidgetsConfig } from '../../../../lib/bridges/widgets/fromWidgetsConfig.js';
import { createWebChatService } from '../../../../lib/createWebChatService.js';
import type { WebChatService } from '../../../../lib/service.js';
import { type ChatServer, startChatServer } from '../../../chatServer/chatServer.js';
import { post, rawCustomer } from '../../../chatServer/rawCustomer.js';
import { callV3, rawV3Customer } from '../../../chatServer/rawV3Customer.js';
import { type Cookies, openPage, type Page } from './openPage.js';

const state = '_genesys.widgets.webchat.state';
const nexus = `${state}.pureengage-v3-rest`;
const attributes = { domain: '.example.com', path: '/' };

/** Cookies as the shipped product writes them. */
const keep = (cookies: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(cookies)) JsCookie.set(name, value, attributes);
};

describe('a chat in the cookies of Genesys Widgets', () => {
  let server: ChatServer;
  let page: Page;
  let jar: Cookies;
  const services: WebChatService[] = [];
  before(async () => {
    server = await startChatServer();
  });
  after(() => server.close());
  beforeEach(() => {
    jar = new Map();
    page = openPage('www.example.com', jar);
  });
  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.dispose()));
    page.close();
  });

  const serve = (webchat: object): WebChatService => {
    const service = createWebChatService({
      ...fromWidgetsConfig({ webchat }),
      environment: { pageFacts: () => ({}) },
    });
    services.push(service);
    return service;
  };
  const heard = ({ transcript$ }: WebChatService, said: string): Promise<unknown> =>
    firstValueFrom(transcript$.pipe(filter((transcript) => [...transcript].some(({ text }) => text === said))));
  const active = ({ state$ }: WebChatService): Promise<unknown> =>
    firstValueFrom(
      state$.pipe(
        map(({ status }) => status),
        filter((status) => status === 'active'),
      ),
    );

  it('is gone on with over GMS, and stays theirs', async () => {
    const { chatId, keys } = await rawCustomer(server.dataURL);
    await server.desk.say(chatId, await server.desk.join(chatId, { name: 'Ann', role: 'Agent' }), 'Hello');
    keep({
      [`${state}.session`]: chatId,
      [`${state}.keys`]: JSON.stringify(keys),
      [`${state}.ping`]: `${Date.now()}`,
      [`${state}.index`]: '4',
    });
    const service = serve({ dataURL: server.dataURL });
    await heard(service, 'Hello');
    await service.sendMessage({ message: 'Still there' });

    const cookies = page.cookies();
    expect(cookies[`${state}.session`]).to.equal(chatId);
    expect(JSON.parse(cookies[`${state}.keys`] ?? '')).to.have.keys('secureKey', 'alias', 'userId');
    await service.endChat();
    await service.dispose();
    expect(page.cookies()).to.deep.equal({});
  });

  it('is gone on with over v3', async () => {
    const { sessionId, token } = await rawV3Customer(server.v3URL);
    keep({ [`${nexus}.session`]: sessionId, [`${nexus}.keys`]: token, [`${nexus}.index`]: '10' });
    const service = serve({ transport: { type: 'pureengage-v3-rest', dataURL: server.v3URL } });
    await active(service);
    await service.sendMessage({ message: 'Still there' });
    await heard(service, 'Still there');

    expect(await service.getSessionData()).to.include({ sessionId });
  });

  it('begun here over GMS, is one they can go on with', async () => {
    const service = serve({ dataURL: server.dataURL });
    await service.startChat({ nickname: 'Jo' });
    await service.dispose();
    const chatId = JsCookie.get(`${state}.session`);
    const { body } = await post(`${server.dataURL}/${chatId}/refresh`, {
      ...JSON.parse(JsCookie.get(`${state}.keys`) ?? ''),
      transcriptPosition: JsCookie.get(`${state}.index`) ?? '',
    });

    expect(body).to.include({ statusCode: 0, chatEnded: false });
    expect(Number(JsCookie.get(`${state}.ping`))).to.be.closeTo(Date.now(), 10_000);
  });

  it('begun here over v3, is one they can go on with', async () => {
    const service = serve({ transport: { type: 'pureengage-v3-rest', dataURL: server.v3URL } });
    await service.startChat({ nickname: 'Jo' });
    await service.dispose();
    const url = `${server.v3URL}/${JsCookie.get(`${nexus}.session`)}/messages`;
    const headers = { 'x-nexus-client-key': JsCookie.get(`${nexus}.keys`) ?? '' };

    expect(await callV3('GET', url, headers)).to.deep.include({ status: 200 });
  });

  it('follows to another subdomain', async () => {
    const first = serve({ dataURL: server.dataURL });
    await first.startChat({ nickname: 'Jo' });
    const { sessionId } = await first.getSessionData();
    await first.dispose();
    page = openPage('shop.example.com', jar);
    const second = serve({ dataURL: server.dataURL });
    await active(second);

    expect(await second.getSessionData()).to.include({ sessionId });
  });
});
