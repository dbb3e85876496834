import { expect } from 'chai';
import { runExample } from './support/runExample.js';

describe('The example of a test', function () {
  this.timeout(30_000);

  it("tests a chat of one's own with Node's runner", async () => {
    const { code, output } = await runExample(['--test', '--test-reporter=tap'], 'testing/supportChat.test.ts');
    expect(code, output).to.equal(0);
    expect(output).to.match(/^# pass 5$/m);
  });
});
