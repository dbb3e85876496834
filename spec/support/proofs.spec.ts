import { expect } from 'chai';
import { CommandRejected } from '../../lib/commandRejected.js';
import { TransportFailure } from '../../transports/failures.js';
import { prove, proveEvent, proveRejection, proveResolution, takeMarks } from './proofs.js';

const messageOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (reason) => (reason instanceof Error ? reason.message : 'no Error'),
  );

const rejected = (sentence: string): Promise<never> => Promise.reject(new CommandRejected(sentence));

describe('proofs', () => {
  // What is marked here shows nothing of the product.
  afterEach(() => {
    takeMarks();
  });

  it('marks rows until they are taken', () => {
    prove('option/apikey');
    prove('option/apikey');
    expect(takeMarks()).to.deep.equal(['option/apikey']);
    expect(takeMarks()).to.deep.equal([]);
  });

  it('does not take a word for a sentence', () => {
    expect(() => prove('endChat/noSession')).to.throw('proveRejection');
    expect(takeMarks()).to.deep.equal([]);
  });

  it('marks a rejection that is the sentence to the letter', async () => {
    await proveRejection(rejected('No message text provided'), 'sendMessage/noText');
    expect(takeMarks()).to.deep.equal(['sendMessage/noText']);
  });

  it('refuses a sentence with one letter changed', async () => {
    const said = await messageOf(proveRejection(rejected('No message text providet'), 'sendMessage/noText'));
    expect(said).to.include('sendMessage/noText').and.to.include('providet');
    expect(takeMarks()).to.deep.equal([]);
  });

  it('refuses the sentence from another kind of error', async () => {
    const plain = Promise.reject(new Error('No message text provided'));
    expect(await messageOf(proveRejection(plain, 'sendMessage/noText'))).to.include('CommandRejected');
    expect(takeMarks()).to.deep.equal([]);
  });

  it('fills the places of a sentence', async () => {
    const sentence = 'Message length exceeds configured threshold of (5) characters';
    await proveRejection(rejected(sentence), 'sendMessage/tooLong', { limit: 5 });
    expect(takeMarks()).to.deep.equal(['sendMessage/tooLong']);
    expect(await messageOf(proveRejection(rejected(sentence), 'sendMessage/tooLong'))).to.include('<limit>');
  });

  it('wants a TransportFailure where the server refuses', async () => {
    const failure = new TransportFailure('Refused', 'no');
    expect(await proveRejection(Promise.reject(failure), 'startChat/serverFailure')).to.equal(failure);
    expect(await messageOf(proveRejection(rejected('no'), 'startChat/serverFailure'))).to.include('TransportFailure');
  });

  it('wants the code of the refusal where the row names one', async () => {
    const failure = (code: number) => Promise.reject(new TransportFailure('Refused', 'no', { errors: [{ code }] }));
    await proveRejection(failure(203), 'sendFile/invalidType');
    expect(takeMarks()).to.deep.equal(['sendFile/invalidType']);
    expect(await messageOf(proveRejection(failure(201), 'sendFile/invalidType'))).to.include('203');
  });

  it('refuses what resolves instead of rejecting, and the other way round', async () => {
    expect(await messageOf(proveRejection(Promise.resolve(), 'endChat/noSession'))).to.include('it resolved');
    expect(await messageOf(proveResolution(rejected('no'), 'endChat/ended'))).to.equal('no');
    expect(await messageOf(proveResolution(Promise.resolve(), 'endChat/noSession'))).to.include('sentence');
    expect(takeMarks()).to.deep.equal([]);
  });

  it('hands the resolved value on', async () => {
    expect(await proveResolution(Promise.resolve(7), 'getAgents/given')).to.equal(7);
    expect(takeMarks()).to.deep.equal(['getAgents/given']);
  });

  it('compares the data of an event with its row', () => {
    proveEvent('agentConnected', { message: {}, agents: {}, numAgentsConnected: 1 });
    expect(takeMarks()).to.deep.equal(['event/agentConnected']);
    expect(() => proveEvent('agentConnected', { agents: {} })).to.throw('numAgentsConnected');
    expect(() => proveEvent('ended', { reason: 1 })).to.throw('reason');
    expect(() => proveEvent('ended', undefined)).to.throw('no object');
    expect(takeMarks()).to.deep.equal([]);
  });
});
