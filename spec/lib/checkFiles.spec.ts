import { expect } from 'chai';
import { refusalOf } from '../../lib/checkFiles.js';
import type { FileLimits } from '../../transports/frames.js';

const file = (name: string, size = 1) => ({ file: new Blob(['x'.repeat(size)]), name });
const anything: FileLimits = { types: [], needsAgent: false };
const pictures: FileLimits = { types: ['jpg', 'png'], needsAgent: false };

describe('refusalOf', () => {
  it('has nothing against files within the limits, nor where there are none', () => {
    const limits = { ...pictures, maxSize: 3, maxTotalSize: 5, usedTotalSize: 1, maxFiles: 3, usedFiles: 1 };

    expect(refusalOf([file('a.jpg', 3), file('B.PNG', 1)], limits, false)).to.equal(undefined);
    expect(refusalOf([file('anything', 100)], anything, false)).to.equal(undefined);
  });

  it('201: too many, with those already sent; the advice is how many', () => {
    expect(refusalOf([file('a'), file('b')], { ...anything, maxFiles: 2, usedFiles: 1 }, false)).to.deep.equal({
      errors: [{ code: 201, advice: '2' }],
    });
  });

  it('202: too large, each file by name; the advice is how many bytes', () => {
    expect(refusalOf([file('a', 4), file('b', 3), file('c', 5)], { ...anything, maxSize: 3 }, false)).to.deep.equal({
      errors: [
        { code: 202, advice: '3', filename: 'a' },
        { code: 202, advice: '3', filename: 'c' },
      ],
    });
  });

  it('202: too large together, with what was already sent', () => {
    const limits = { ...anything, maxTotalSize: 6, usedTotalSize: 3 };

    expect(refusalOf([file('a', 2), file('b', 2)], limits, false)).to.deep.equal({
      errors: [{ code: 202, advice: '6' }],
    });
  });

  it('203: not an allowed type; the advice is which are', () => {
    expect(refusalOf([file('a.jpg.exe'), file('jpg'), file('png.'), file('.jpg')], pictures, false)).to.deep.equal({
      errors: ['a.jpg.exe', 'jpg', 'png.'].map((filename) => ({ code: 203, advice: 'jpg:png', filename })),
    });
  });

  it('needsAgent: nobody is there to take it', () => {
    const limits = { ...anything, needsAgent: true };

    expect(refusalOf([file('a')], limits, true)).to.equal(undefined);
    expect(refusalOf([file('a')], limits, false)).to.deep.equal({
      errors: [{ code: 'needsAgent', advice: 'an agent must be in the chat' }],
    });
  });

  it('tells everything that is wrong at once', () => {
    const refusal = refusalOf([file('a.exe', 9)], { ...pictures, needsAgent: true, maxSize: 1, maxFiles: 0 }, false);

    expect(refusal?.errors.map(({ code }) => code)).to.deep.equal(['needsAgent', 201, 202, 203]);
  });
});
