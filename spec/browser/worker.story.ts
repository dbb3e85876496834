import { expect } from 'chai';

describe('A worker', () => {
  it('has a service of its own, but over CometD, which says why not', async () => {
    const worker = new Worker('/worker.js', { type: 'module' });
    const outcome = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.terminate();
    expect(outcome).to.deep.equal({
      gmsRest: 'created',
      gmsCometd: "Error: gmsCometd: CometD's client needs a window: in a worker and on a server use gmsRest",
    });
  });
});
