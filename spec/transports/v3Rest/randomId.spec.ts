import { expect } from 'chai';
import { randomId } from '../../../transports/v3Rest/randomId.js';

describe('randomId', () => {
  it('is another each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => randomId())).size).to.equal(100);
    expect(randomId()).to.match(/^[\da-f-]{36}$/);
  });

  it('does without randomUUID, which pages without TLS do not have', () => {
    const bare: Pick<Crypto, 'getRandomValues'> = { getRandomValues: (array) => crypto.getRandomValues(array) };

    expect(new Set(Array.from({ length: 100 }, () => randomId(bare))).size).to.equal(100);
    expect(randomId(bare)).to.match(/^[\da-f]{32}$/);
  });
});
