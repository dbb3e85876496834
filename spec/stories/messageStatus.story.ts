import { expect } from 'chai';
import { filter, firstValueFrom } from 'rxjs';
import type { Transcript } from '../../streams/transcript.js';
import { able, needs } from '../support/needs.js';
import { prove } from '../support/proofs.js';
import { meetAgent, saying } from '../support/scene.js';
import { wordsAt } from '../support/talk.js';
import { type Visit, world } from '../support/world.js';

/** What people said, as the page shows it: `hi (sending)`. */
const linesOf = (transcript: Transcript): string[] =>
  [...transcript]
    .filter(({ type }) => type === 'Message')
    .map(({ text, status }) => text + (status ? ` (${status})` : ''));

/** Waits until the page shows exactly that. */
const shows = ({ service }: Visit, ...lines: readonly string[]): Promise<Transcript> =>
  firstValueFrom(service.transcript$.pipe(filter((transcript) => linesOf(transcript).join('|') === lines.join('|'))));

/** How often the page showed a text, view by view, from now on. */
const countsOf = ({ service }: Visit, words: string): number[] => {
  const counts: number[] = [];
  service.transcript$.subscribe((transcript) =>
    counts.push([...transcript].filter(({ text }) => text === words).length),
  );
  return counts;
};

const keysOf = (transcript: Transcript): string[] => [...transcript].flatMap(({ key }) => key ?? []);

describe('What the customer sends', () => {
  const stage = world();

  it('is shown at once and stays once, however fast it is sent and however slow the echo is', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    if (able('polling')) await stage.server.weather.set([{ kind: 'delay', ms: 700, on: 'refresh', times: 2 }]);
    const counts = countsOf(visit, 'Hello?');
    const { sendMessage } = visit.service;
    const sending = ['Hello?', 'Hello?', 'I am here'].map((message) => sendMessage({ message }));
    const before = await shows(visit, 'Hello? (sending)', 'Hello? (sending)', 'I am here (sending)');
    await ann.say('Hello!');
    await Promise.all(sending);
    const after = await firstValueFrom(
      visit.service.transcript$.pipe(filter((shown) => shown.length === 6 && shown.at(-1)?.index !== undefined)),
    );
    expect([...after].map(({ text }) => text).slice(2)).to.deep.equal(await wordsAt(stage, chatId));
    expect(keysOf(after)).to.deep.equal(keysOf(before));
    // One and two, and never less or more again.
    expect(counts.slice(0, 3)).to.deep.equal([0, 1, 2]);
    expect(new Set(counts.slice(2))).to.deep.equal(new Set([2]));
    expect((await visit.service.getTranscript()).messages).to.have.length(after.length);
    prove('option/messageStatus');
  });

  it('is not shown twice where only the answer was lost', async () => {
    const { visit, chatId } = await meetAgent(stage);
    const counts = countsOf(visit, 'Did it arrive?');
    await stage.server.weather.set([{ kind: 'dropAfter', on: 'send', times: 1 }]);
    const sending = visit.service.sendMessage({ message: 'Did it arrive?' }).catch(() => 'lost');
    expect(await sending).to.equal('lost');
    await shows(visit, 'Did it arrive? (sent)');
    expect(await wordsAt(stage, chatId)).to.deep.equal(['Did it arrive?']);
    expect(Math.max(...counts)).to.equal(1);
  });

  needs('polling').it('is not said twice, however soon it is sent again where only the answer was lost', async () => {
    const { visit, chatId } = await meetAgent(stage);
    const counts = countsOf(visit, 'Did it arrive?');
    await stage.server.weather.set([{ kind: 'dropAfter', on: 'send', times: 1 }]);
    await visit.service.sendMessage({ message: 'Did it arrive?' }).catch(() => undefined);
    const [failed] = [...(await shows(visit, 'Did it arrive? (failed)'))].slice(-1);
    const retried = await failed?.retry?.().then(String, ({ name }: Error) => name);
    expect(retried).to.equal('CommandRejected');
    await shows(visit, 'Did it arrive? (sent)');
    await visit.service.sendMessage({ message: 'And this?' });
    await visit.when('messageReceived', saying('And this?'));
    expect(await wordsAt(stage, chatId)).to.deep.equal(['Did it arrive?', 'And this?']);
    expect(Math.max(...counts)).to.equal(1);
  });

  it('stays where it has failed, and goes out once when it is sent again', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    await stage.server.weather.set([{ kind: 'dropBefore', on: 'send', times: 1 }]);
    await visit.service.sendMessage({ message: 'First' }).catch(() => undefined);
    await ann.say('Are you there?');
    const [failed] = [...(await shows(visit, 'Are you there?', 'First (failed)'))].slice(-1);
    expect(failed?.reason).to.have.property('message').that.is.a('string');
    expect(await wordsAt(stage, chatId)).to.deep.equal(['Are you there?']);

    await failed?.retry?.();
    const shown = await shows(visit, 'Are you there?', 'First (sent)');
    expect(keysOf(shown)).to.deep.equal([failed?.key]);
    await stage.server.desk.heard(chatId, { text: 'First' });
    await visit.service.sendMessage({ message: 'Second' });
    await visit.when('messageReceived', saying('Second'));
    expect(await wordsAt(stage, chatId)).to.deep.equal(['Are you there?', 'First', 'Second']);
    await shows(visit, 'Are you there?', 'First (sent)', 'Second (sent)');
  });

  it('is shown once, and sent again once, if it is cut in the middle of an emoji', async () => {
    const { visit, chatId, ann } = await meetAgent(stage);
    const cut = 'Thanks \ud83d';
    const carried = 'Thanks \ufffd';
    await stage.server.weather.set([{ kind: 'dropBefore', on: 'send', times: 1 }]);
    await visit.service.sendMessage({ message: cut }).catch(() => undefined);
    // Where the server pushes, the connection has to be back.
    await ann.say('Yes?');
    const [failed] = [...(await shows(visit, 'Yes?', `${carried} (failed)`))].slice(-1);
    await failed?.retry?.();
    await visit.service.sendMessage({ message: cut });
    await visit.service.sendMessage({ message: 'And more' });
    await visit.when('messageReceived', saying('And more'));
    await shows(visit, 'Yes?', `${carried} (sent)`, `${carried} (sent)`, 'And more (sent)');
    expect(await wordsAt(stage, chatId)).to.deep.equal(['Yes?', carried, carried, 'And more']);
  });

  needs('polling').it('is sent again while polling is stopped, unless the server has it', async () => {
    const { visit, chatId } = await meetAgent(stage);
    const { sendMessage, stopPoll } = visit.service;
    await stopPoll();
    await stage.server.weather.set([{ kind: 'dropAfter', on: 'send', times: 1 }]);
    await sendMessage({ message: 'Did it arrive?' }).catch(() => undefined);
    await stage.server.weather.set([{ kind: 'dropBefore', on: 'send', times: 1 }]);
    await sendMessage({ message: 'And this?' }).catch(() => undefined);
    const retries = [...(await shows(visit, 'Did it arrive? (failed)', 'And this? (failed)'))].flatMap(
      ({ retry }) =>
        retry?.().then(
          () => 'sent',
          ({ name }: Error) => name,
        ) ?? [],
    );
    expect(await Promise.all(retries)).to.deep.equal(['CommandRejected', 'sent']);
    expect(await wordsAt(stage, chatId)).to.deep.equal(['Did it arrive?', 'And this?']);
    await shows(visit, 'Did it arrive? (sent)', 'And this? (sent)');
  });

  it('is shown once after a reload in between', async () => {
    const { visit: before, chatId } = await meetAgent(stage);
    await before.service.sendMessage({ message: 'Wait' });
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, on: 'send', times: 1 }]);
    void before.service.sendMessage({ message: 'On its way' });
    await shows(before, 'Wait (sent)', 'On its way (sending)');
    await stage.server.desk.heard(chatId, { text: 'On its way' });

    const visit = await before.reload();
    const counts = countsOf(visit, 'On its way');
    await shows(visit, 'Wait (sent)', 'On its way (sent)');
    await visit.service.sendMessage({ message: 'On its way' });
    await visit.when(
      'messageReceived',
      ({ messages, restoring }) => !restoring && messages.some(({ text }) => text === 'On its way'),
    );
    await shows(visit, 'Wait (sent)', 'On its way (sent)', 'On its way (sent)');
    expect(Math.max(...counts)).to.equal(2);
  });

  it('is shown by the server alone, where that is asked for', async () => {
    const { visit } = await meetAgent(stage, { messageStatus: false });
    const seen: string[][] = [];
    visit.service.transcript$.subscribe((transcript) => seen.push(linesOf(transcript)));
    await visit.service.sendMessage({ message: 'Hello' });
    await visit.when('messageReceived', saying('Hello'));
    expect(seen.at(-1)).to.deep.equal(['Hello']);
    expect(seen.flat().every((line) => line === 'Hello')).to.equal(true);
  });
});
