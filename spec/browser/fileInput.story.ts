import { expect } from 'chai';
import { proveResolution } from '../support/proofs.js';
import { beginChat } from '../support/scene.js';
import { world } from '../support/world.js';

/** A file input in which somebody has chosen files of those names. */
const inputWith = (...names: readonly string[]): HTMLInputElement => {
  const chosen = new DataTransfer();
  for (const name of names) chosen.items.add(new File([name], name, { type: 'text/plain' }));
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.files = chosen.files;
  return input;
};

describe('Files chosen in a browser', () => {
  const stage = world();

  it('are sent from the input, from its list, and from a blob with a name', async () => {
    const { visit, chatId } = await beginChat(stage);
    const { service } = visit;
    await proveResolution(service.sendFile({ files: inputWith('input.txt') }), 'sendFile/sent');
    const answers = await proveResolution(
      service.sendFile({ files: inputWith('a.txt', 'b.txt').files }),
      'sendFile/several',
    );
    expect(answers).to.be.an('array').with.length(2);
    // As jQuery holds an input.
    await proveResolution(service.sendFile({ files: { 0: inputWith('jquery.txt'), length: 1 } }), 'sendFile/sent');
    const blob = Object.assign(new Blob(['x'], { type: 'text/plain' }), { name: 'blob.txt' });
    await proveResolution(service.sendFile({ files: blob }), 'sendFile/sent');
    const transcript = await stage.server.desk.transcript(chatId);
    const sent = transcript
      .filter(({ type }) => type === 'FileUploaded')
      .map(({ userData }) => userData?.['file-name']);
    expect(sent).to.deep.equal(['input.txt', 'a.txt', 'b.txt', 'jquery.txt', 'blob.txt']);
  });

  it('are not sent where none is chosen', async () => {
    const { visit } = await beginChat(stage);
    const none = await visit.service.sendFile({ files: inputWith() }).catch((reason: unknown) => String(reason));
    expect(none).to.equal('TypeError: files: no file is chosen.');
  });
});
