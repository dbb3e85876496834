import { expect } from 'chai';
import { agentTypingLapses } from '../../streams/agentTypingLapses.js';
import { ann, bob, entryOf, given, polled } from './scene.js';
import { sessionOf } from './sessionOf.js';
import { virtualTime } from './virtualTime.js';

describe('agentTypingLapses', () => {
  const time = virtualTime();

  /** A chat with two agents whose typing lapses. */
  const begin = () => {
    const { session, names } = sessionOf(given.active({}, ann, bob));
    let index = 0;
    const subscription = agentTypingLapses(session).subscribe((lapse) => void session.take(lapse));
    return {
      session,
      subscription,
      timeouts: () => names.filter((name) => name === 'agentTypingTimeout').length,
      said: (type: string, from = ann) => void session.take(polled([entryOf(++index, from, type)])),
    };
  };

  it('E21: tells once, 3000 ms after an agent began to write', () => {
    const { said, timeouts, subscription } = begin();
    said('TypingStarted');
    time.pass(2999);
    expect(timeouts()).to.equal(0);

    time.pass(1);
    expect(timeouts()).to.equal(1);
    time.pass(60_000);
    expect(timeouts()).to.equal(1);
    subscription.unsubscribe();
  });

  it('begins anew when an agent says again that they write', () => {
    const { said, timeouts, subscription } = begin();
    said('TypingStarted');
    time.pass(2000);
    said('TypingStarted');
    time.pass(2999);
    expect(timeouts()).to.equal(0);

    time.pass(1);
    expect(timeouts()).to.equal(1);
    subscription.unsubscribe();
  });

  it('is not put off by what has nothing to do with it', () => {
    const { said, session, timeouts, subscription } = begin();
    said('TypingStarted');
    time.pass(2000);
    said('FileUploaded');
    void session.take({ kind: 'typingAsked' });
    time.pass(1000);

    expect(timeouts()).to.equal(1);
    subscription.unsubscribe();
  });

  it('is called off when the agent speaks, stops or leaves', () => {
    for (const type of ['Message', 'TypingStopped', 'ParticipantLeft']) {
      const { said, timeouts, subscription } = begin();
      said('TypingStarted');
      said(type);
      expect(time.timers, type).to.equal(0);
      time.pass(3000);
      expect(timeouts(), type).to.equal(0);
      subscription.unsubscribe();
    }
  });

  it('waits for the agent who still writes when another has stopped', () => {
    const { said, timeouts, subscription } = begin();
    said('TypingStarted', ann);
    said('TypingStarted', bob);
    said('Message', ann);
    time.pass(3000);

    expect(timeouts()).to.equal(1);
    subscription.unsubscribe();
  });

  it('is called off when the chat ends, and leaves no timer behind', () => {
    const { said, session, timeouts, subscription } = begin();
    said('TypingStarted');
    void session.take({ kind: 'endAsked' });
    expect(time.timers).to.equal(0);

    time.pass(3000);
    expect(timeouts()).to.equal(0);
    subscription.unsubscribe();
  });
});
