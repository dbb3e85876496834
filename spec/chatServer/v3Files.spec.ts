import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import type { ChatLimits } from './conversation/limits.js';
import { rawV3Customer } from './rawV3Customer.js';

describe('Files on v3', () => {
  let server: ChatServer;
  const begin = async (limits: Partial<ChatLimits> = {}) => {
    server = await startChatServer({ limits });
    const customer = await rawV3Customer(server.v3URL);
    const upload = (file: File) => {
      const form = new FormData();
      form.append('file', file);
      form.append('operationId', 'x');
      return customer.ask('POST', 'images', form);
    };
    const download = (url = '') =>
      fetch(server.v3URL.replace(/\/sessions$/, url), { headers: { 'x-nexus-client-key': customer.token } });
    return { ...customer, upload, download };
  };
  afterEach(() => server.close());

  it('are uploaded, appear as content, and come back byte for byte', async () => {
    const { upload, download, get } = await begin();
    const bytes = Uint8Array.from({ length: 1000 }, (_, place) => place % 256);
    const { status, data } = await upload(new File([bytes], 'grüße.png', { type: 'image/png' }));
    expect([status, data]).to.deep.equal([200, { chatEnded: false }]);
    const message = (await get()).data.messages[1];
    expect(message).to.deep.include({ type: 'structured', text: 'grüße.png' });
    const [content] = message?.content ?? [];
    expect(content).to.include({ type: 'image', mime: 'image/png' });
    const response = await download(content?.url);
    expect(response.headers.get('content-type')).to.equal('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).to.deep.equal(bytes);
  });

  it('come from the desk as well, and outlive the chat', async () => {
    const { get, download, sessionId } = await begin();
    const ann = await server.desk.join(sessionId, { name: 'Ann', role: 'Agent' });
    await server.desk.sendFile(sessionId, ann, { name: 'a.txt', content: btoa('Hello'), type: 'text/plain' });
    await server.desk.end(sessionId);
    const content = (await get()).data.messages.flatMap((message) => message.content ?? []);
    expect(content.map(({ type, mime }) => [type, mime])).to.deep.equal([['file', 'text/plain']]);
    expect(await (await download(content[0]?.url)).text()).to.equal('Hello');
  });

  it('are refused with their codes', async () => {
    const { upload, ask, download, sessionId, get } = await begin({ maxFiles: 1, maxFileSize: 10, fileTypes: ['png'] });
    const file = (size: number, name = 'a.png'): File => new File([new Uint8Array(size)], name);
    const refused = [await upload(file(11)), await upload(file(1, 'a.exe'))];
    expect((await upload(file(10))).status).to.equal(200);
    refused.push(await upload(file(1)), await ask('POST', 'images', { operationId: 'x' }));
    expect(refused.map(({ status, code }) => [status, code])).to.deep.equal([
      [400, 'LIMIT_FILE_SIZE'],
      [400, 'INVALID_FILE_TYPE'],
      [400, 'LIMIT_FILE_COUNT'],
      [400, 'INVALID_REQUEST'],
    ]);
    expect((await download(`/sessions/${sessionId}/images/constructor`)).status).to.equal(404);
    expect((await get()).data.messages).to.have.length(2);
  });
});
