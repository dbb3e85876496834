import { expect } from 'chai';
import { referencePage } from '../../scripts/referencePage.js';
import { bestProofs, legProblems, rowProblems } from '../../scripts/referenceProblems.js';
import type { KeptLeg } from '../support/proofFile.js';

const leg = (proofs: KeptLeg['proofs'], sources = ''): KeptLeg => ({
  leg: 'node',
  passed: 1,
  failed: 0,
  proofs,
  sources,
});

const unit = { row: 'endChat/ended', title: 'endChat ends', file: 'spec/lib/endChat.spec.ts' } as const;
const story = { row: 'endChat/ended', title: 'Anna says goodbye', file: 'spec/stories/end.spec.ts' } as const;

describe('REFERENCE.md', () => {
  it('shows a row that nothing proves in red, and the check names it', () => {
    const none = bestProofs([leg([])]);
    expect(referencePage(none)).to.match(/Active session is ended successfully .* 🔴 no proof \|/);
    expect(rowProblems(none)).to.include('endChat/ended: no passed spec proves it');
  });

  it('shows the spec that proved a row, a story before a unit spec', () => {
    const proofs = bestProofs([leg([unit, story])]);
    expect(referencePage(proofs)).to.include(
      'Anna says goodbye — [spec/stories/end.spec.ts](spec/stories/end.spec.ts)',
    );
    expect(rowProblems(proofs)).not.to.include('endChat/ended: no passed spec proves it');
    expect(bestProofs([leg([story]), leg([unit])])).to.deep.equal(proofs);
  });

  it('wants every leg, and proofs as young as the sources', () => {
    const problems = legProblems([leg([unit], 'other sources')]);
    expect(problems).to.include('The leg "stories-browser-v3Rest" has left no proofs. Run: npm test');
    expect(problems).to.include('The proofs of the leg "node" are older than the sources. Run: npm test');
  });
});
