import { File } from 'node:buffer';
import { expect } from 'chai';
import { pickFiles } from '../../lib/pickFiles.js';

const one = new File(['1'], 'one.txt');
const two = new File(['22'], 'two.png');
const list = { 0: one, 1: two, length: 2, item: () => null };
const input = { type: 'file', name: 'upload', size: 20, files: list };

describe('pickFiles', () => {
  const both = [
    { file: one, name: 'one.txt' },
    { file: two, name: 'two.png' },
  ];
  const taken: readonly [string, unknown, readonly unknown[]][] = [
    ['a file input element', input, both],
    ['a jQuery object of one', { 0: input, length: 1, jquery: '3', slice: () => [] }, both],
    ['a FileList', list, both],
    ['an array of files', [one, two], both],
    ['one File', one, both.slice(0, 1)],
  ];
  for (const [what, files, expected] of taken) {
    it(`takes ${what}`, () => {
      expect(pickFiles(files)).to.deep.equal(expected);
    });
  }

  it('takes a Blob with a name', () => {
    const blob = Object.assign(new Blob(['1']), { name: 'voice.ogg' });
    expect(pickFiles(blob)).to.deep.equal([{ file: blob, name: 'voice.ogg' }]);
  });

  for (const empty of [[], { length: 0 }, { type: 'file', files: { length: 0 } }]) {
    it(`says that no file is chosen: ${JSON.stringify(empty)}`, () => {
      expect(() => pickFiles(empty)).to.throw(TypeError, 'files: no file is chosen.');
    });
  }

  const text = { type: 'text', value: '', files: null };
  for (const files of [undefined, null, 'one.txt', 7, {}, text, new Blob(['1']), [one, 'two.png'], [text]]) {
    it(`refuses ${typeof files} ${JSON.stringify(files)}`, () => {
      expect(() => pickFiles(files)).to.throw(
        TypeError,
        'files must be a file input element, its files, a File, or a Blob with a name.',
      );
    });
  }
});
