import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import type { ChatLimits } from './conversation/limits.js';
import { rawCustomer } from './rawCustomer.js';

const txt = (size: number, name = 'a.txt'): File => new File([new Uint8Array(size).fill(65)], name);

describe('Files on the chat server', () => {
  let server: ChatServer;
  const begin = async (limits: Partial<ChatLimits> = {}) => {
    server = await startChatServer({ limits });
    return rawCustomer(server.dataURL);
  };
  afterEach(() => server.close());

  it('are limited: a notice without an index, every value a text', async () => {
    const { ask, upload } = await begin();
    await upload(txt(3));
    const { body } = await ask('file/limits');
    expect(body).to.have.all.keys('messages', 'chatEnded', 'statusCode');
    const [notice] = body.messages;
    expect(notice).to.have.all.keys('from', 'text', 'type', 'utcTime', 'userData');
    expect(notice).to.include({ type: 'Notice', text: 'file-client-cfg-get' });
    expect(notice?.userData).to.deep.equal({
      'download-attempts': '100',
      'used-download-attempts': '0',
      'upload-max-files': '5',
      'used-upload-max-files': '1',
      'upload-max-file-size': '10485760',
      'upload-max-total-size': '99614720',
      'used-upload-max-total-size': '3',
      'upload-file-types': 'jpeg:jpg:pdf:png:txt:zip',
      'upload-need-agent': 'false',
      'delete-file': 'odd',
    });
  });

  it('answer the limits to a multipart request too', async () => {
    const { keys, url } = await begin();
    const form = new FormData();
    for (const [name, value] of Object.entries(keys)) form.append(name, value);
    const response = await fetch(url('file/limits'), { method: 'POST', body: form });
    expect(response.status).to.equal(200);
  });

  it('are uploaded, appear in the transcript, and come back byte for byte', async () => {
    const { upload, chatId, url, keys } = await begin();
    const bytes = Uint8Array.from({ length: 1000 }, (_, place) => place % 256);
    const file = new File([bytes], 'grüße "1".png', { type: 'image/png' });
    const { body } = await upload(file, { 'userData[file-description]': 'a picture' });
    expect(body).to.include({ statusCode: 0, chatEnded: false });
    const id = body.userData?.['file-id'] ?? '';
    const event = await server.desk.heard(chatId, { type: 'FileUploaded' });
    expect(event.userData).to.deep.equal({
      'file-description': 'a picture',
      'file-id': id,
      'file-name': file.name,
      'file-size': '1000',
    });
    const form = new URLSearchParams(keys);
    const response = await fetch(url(`file/${id}/download`), { method: 'POST', body: form });
    expect(response.headers.get('content-type')).to.equal('image/png');
    expect(response.headers.get('content-disposition')).to.include(encodeURIComponent(file.name));
    expect(new Uint8Array(await response.arrayBuffer())).to.deep.equal(bytes);
  });

  it('may have 10 MB', async () => {
    const { upload, chatId } = await begin();
    const { body } = await upload(txt(10 * 1024 * 1024));
    expect(body.statusCode).to.equal(0);
    const { userData } = await server.desk.heard(chatId, { type: 'FileUploaded' });
    expect(userData?.['file-size']).to.equal('10485760');
  });

  it('are refused with HTTP 400 and 201, 202, 203, the limit as advice', async () => {
    const { upload, chatId } = await begin({ maxFiles: 1, maxFileSize: 10, fileTypes: ['txt', 'png'] });
    const refusals = [await upload(txt(11)), await upload(txt(1, 'a.exe')), await upload(txt(1, 'noextension'))];
    await upload(txt(10));
    refusals.push(await upload(txt(1)));
    expect(refusals.map(({ status, body }) => [status, body.errors])).to.deep.equal([
      [400, [{ code: 202, advice: '10' }]],
      [400, [{ code: 203, advice: 'txt:png' }]],
      [400, [{ code: 203, advice: 'txt:png' }]],
      [400, [{ code: 201, advice: '1' }]],
    ]);
    expect((await server.desk.transcript(chatId)).filter(({ type }) => type === 'FileUploaded')).to.have.length(1);
  });

  it('are refused when there are too many bytes in all, or no agent where one is needed', async () => {
    const { upload, chatId } = await begin({ maxTotalSize: 10, needAgent: true });
    expect((await upload(txt(6))).body.errors[0]?.advice).to.include('agent');
    await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
    expect((await upload(txt(6))).body.statusCode).to.equal(0);
    expect((await upload(txt(6))).body.errors).to.deep.equal([{ code: 202, advice: '10' }]);
  });

  it('are deleted, which gives their room back', async () => {
    const { upload, ask, chatId } = await begin({ maxFiles: 1 });
    const id = (await upload(txt(1))).body.userData?.['file-id'];
    expect((await ask(`file/${id}/delete`)).body.statusCode).to.equal(0);
    const { userData } = await server.desk.heard(chatId, { type: 'FileDeleted' });
    expect(userData?.['file-id']).to.equal(id);
    expect((await ask(`file/${id}/download`)).status).to.equal(404);
    expect((await upload(txt(1))).body.statusCode).to.equal(0);
  });

  it('come from the desk as well, count their downloads, and outlive the chat', async () => {
    const { ask, url, keys, chatId } = await begin({ downloadAttempts: 1, maxFileSize: 1 });
    const ann = await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
    const content = Buffer.from('Hello, file').toString('base64');
    const { userData } = await server.desk.sendFile(chatId, ann, { name: 'a.txt', content, type: 'text/plain' });
    await server.desk.end(chatId);
    const path = `file/${userData?.['file-id']}/download`;
    const response = await fetch(url(path), { method: 'POST', body: new URLSearchParams(keys) });
    expect(await response.text()).to.equal('Hello, file');
    expect((await ask(path)).status).to.equal(400);
  });

  it('need a file', async () => {
    const { ask } = await begin();
    const { status, body } = await ask('file');
    expect([status, body.errors[0]?.advice]).to.deep.equal([400, 'file is required, in a multipart body']);
  });
});
