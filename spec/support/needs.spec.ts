import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { abilities, can, transportNamed, transportNames } from '../reference/abilities.js';
import { filesBelow } from './filesBelow.js';
import { needs, without } from './needs.js';

describe('what a server cannot do', () => {
  it('has a reason, and a server that can', () => {
    for (const [ability, row] of Object.entries(abilities)) {
      const yes = transportNames.filter((name) => row[name] === true);
      expect(yes, ability).to.not.have.length(0);
      expect(yes, `${ability} is no difference`).to.have.length.below(transportNames.length);
      for (const name of transportNames) expect(row[name], `${ability}, ${name}`).to.not.equal('');
    }
  });

  it('is what some story needs', () => {
    const told = filesBelow('spec/stories', '.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join();
    expect(Object.keys(abilities).filter((ability) => !told.includes(`'${ability}'`))).to.deep.equal([]);
  });

  it('is not told of there, but on the others', () => {
    expect(can('gmsRest', 'fileLimits')).to.equal(true);
    expect(can('v3Rest', 'fileLimits')).to.equal(false);
    // Specs run as gmsRest, which can do both.
    const told: string[] = [];
    needs('fileLimits', 'polling').describe('nothing here', () => told.push('needs'));
    without('fileLimits').describe('nor here', () => told.push('without'));
    expect(told).to.deep.equal(['needs']);
  });

  it('is of one of the transports there are', () => {
    expect(transportNamed(undefined)).to.equal('gmsRest');
    expect(() => transportNamed('gms')).to.throw('choose one of gmsRest, v3Rest, gmsCometd');
  });
});
