import { expect } from 'chai';
import { busError, busFailure } from '../../../../lib/bridges/cxBus/busFailure.js';
import { plain } from '../../../../lib/bridges/cxBus/plain.js';
import { type FailureFacts, type FailureKind, TransportFailure } from '../../../../transports/failures.js';

const failure = (kind: FailureKind, facts?: FailureFacts) => busFailure(new TransportFailure(kind, 'No.', facts));

describe('busFailure', () => {
  for (const [title, kind, facts, expected] of [
    ['an outage', 'Offline', {}, { status: 0, statusText: 'error', responseText: '', errors: [] }],
    ['a timeout', 'TimedOut', {}, { status: 0, statusText: 'timeout', responseText: '' }],
    [
      'an answer that is none',
      'Garbled',
      { status: 200, path: 'statusCode', answer: '<html>' },
      { status: 200, statusText: 'parsererror', path: 'statusCode', responseText: '<html>', responseJSON: undefined },
    ],
    [
      'a refusal over HTTP',
      'Refused',
      { status: 429, retryAfter: 5000, answer: { error: 'slowly' } },
      { status: 429, retryAfter: 5000, responseText: '{"error":"slowly"}', responseJSON: { error: 'slowly' } },
    ],
    [
      'a refusal in an answer, with the fields of the answer',
      'Refused',
      { status: 200, statusCode: 2, answer: { statusCode: 2, chatEnded: true, message: 'theirs' } },
      { status: 200, statusCode: 2, chatEnded: true, message: 'No.' },
    ],
    ['an answer that is a list', 'Refused', { status: 200, answer: [1] }, { responseText: '[1]', responseJSON: [1] }],
  ] as const) {
    it(`tells of ${title}`, () => {
      expect(failure(kind, facts)).to.deep.include({ kind, message: 'No.', ...expected });
    });
  }

  it('keeps to itself what may carry keys', () => {
    const frame = { entries: [], chatEnded: false, answer: { secureKey: 'key' } };
    const told = failure('Refused', { frame, cause: new Error('key') });
    expect(JSON.stringify(told)).to.not.include('key');
    expect(told).to.not.have.any.keys('frame', 'cause');
  });

  it('reads as the handlers of Widgets read it', () => {
    const answer = { statusCode: 2, errors: [{ code: 161, advice: 'nickname' }] };
    const told = failure('Refused', { status: 400, statusCode: 2, errors: answer.errors, answer });
    expect(told).to.have.property('statusCode', 2);
    expect(told).to.have.nested.property('responseJSON.errors[0].advice', 'nickname');
    expect(told).to.have.nested.property('errors[0].code', 161);
  });

  it('becomes plain on v3 too, the failure at two places', () => {
    const told = plain(busError(new TransportFailure('Offline', 'No.'), true));
    expect(told).to.have.nested.property('errors[0].response.kind', 'Offline');
    expect(told).to.have.nested.property('errors[0].text', 'No.');
  });
});

describe('plain', () => {
  it('copies deeply, without a frozen part', () => {
    const original = Object.freeze({ a: Object.freeze([{ b: 1 }]), gone: undefined, run: () => {} });
    const copy = plain(original);
    expect(copy).to.deep.equal({ a: [{ b: 1 }] });
    expect(Object.isFrozen(copy)).to.equal(false);
    expect(Object(copy).a[0]).to.not.equal(original.a[0]);
    expect(plain(undefined)).to.equal(undefined);
    expect(plain(false)).to.equal(false);
  });

  it('cuts circles, keeps what is there twice', () => {
    const twice = { a: 1 };
    const circle: Record<string, unknown> = { twice, again: twice, list: [twice], big: 7n };
    circle.self = circle;
    circle.below = { up: circle, on: [circle, 1] };
    expect(plain(circle)).to.deep.equal({
      twice,
      again: twice,
      list: [twice],
      big: '7',
      below: { on: [null, 1] },
    });
  });

  it('cuts what is nested too deep for anybody', () => {
    let deep: object = {};
    for (let level = 0; level < 50_000; level++) deep = { deep };
    expect(plain({ text: 'x', deep })).to.have.property('text', 'x');
  });
});
