import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { asSaid } from '../support/dialect.js';
import { able, needs } from '../support/needs.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { type Actor, beginChat, meetAgent, saying } from '../support/scene.js';
import { talk, wordsAt, wordsOn } from '../support/talk.js';
import { openVault } from '../support/vault.js';
import { type Visit, world } from '../support/world.js';

const day = 24 * 3_600_000;

/** More than two pages of 20. */
const tell = async ({ say }: Actor): Promise<void> => {
  for (let count = 1; count <= 48; count += 1) await say(`Story, part ${count}`);
};

/** Turns back page by page; resolves, where there are no more, with how many there were. */
const readBack = async ({ service }: Visit): Promise<number> => {
  let pages = 0;
  const turn = async () => {
    await service.fetchHistory();
    pages += 1;
  };
  while (
    await turn()
      .then(() => pages < 10)
      .catch(() => false)
  );
  return pages;
};

needs('asyncChats').describe('A long chat', () => {
  const stage = world();

  it('goes on a day later in another browser, and is read back to its very beginning', async () => {
    const { async } = openVault();
    const { visit: first, chatId, ann } = await meetAgent(stage, { async });
    await talk(first, ann, 'Yesterday');
    await tell(ann);
    await first.when('messageReceived', saying('Story, part 48'));
    await first.leave();
    await ann.say('While you were away');
    first.clock.forward(day);

    const visit = await stage.open({ name: `elsewhere-${chatId}`, async });
    const { data } = await visit.when('restored');
    expect(data).to.deep.equal({ async: true });
    proveEvent('restored', data);
    const shown = await visit.when('messageReceived', ({ restoring }) => restoring);
    expect(shown.data.messages).to.have.length.within(20, 21);
    await talk(visit, ann, 'Today');

    await proveResolution(visit.service.fetchHistory(), 'fetchHistory/fetched');
    const older = await visit.when('messageReceived', ({ oldMessages }) => oldMessages === true);
    expect(older.data.messages).to.have.length.within(19, 20);
    expect(older.data.messages.at(-1)?.index).to.not.equal(shown.data.messages[0]?.index);
    proveEvent('messageReceived', older.data);
    expect(await readBack(visit)).to.equal(1);
    await proveRejection(visit.service.fetchHistory(), 'fetchHistory/exhausted');
    expect(visit.seen.names).to.not.include('error');

    await talk(visit, ann, 'Tomorrow');
    const { originalMessages } = await visit.service.getTranscript();
    const transcript = await stage.server.desk.transcript(chatId);
    expect(asSaid(originalMessages)).to.deep.equal(asSaid(transcript));
    const views = (await firstValueFrom(visit.service.transcript$)).slice();
    expect(views.map(({ index }) => index)).to.deep.equal([...new Set(views.map(({ index }) => index))]);
    expect(views).to.have.length(transcript.length);
    prove('option/transport.async');
    prove('option/transport.async.enable');
    prove('option/transport.async.getSessionData');
    prove('option/transport.async.setSessionData');
  });

  it('is read back while it goes on, however slow the pages are', async () => {
    const { async } = openVault();
    const { visit: first, chatId, ann } = await meetAgent(stage, { async });
    await tell(ann);
    await first.when('messageReceived', saying('Story, part 48'));
    await first.leave();
    const visit = await stage.open({ name: `elsewhere-${chatId}`, async });
    await visit.when('messageReceived', ({ restoring }) => restoring);
    // From then on nobody asks GMS for anything but history.
    await talk(visit, ann, 'Before');
    const slow = { kind: 'delay', ms: 1000, times: 1 } as const;
    await stage.server.weather.set([
      { ...slow, on: 'history' },
      ...(able('polling') ? [] : [{ ...slow, on: 'refresh' } as const]),
    ]);
    const pages = [visit.service.fetchHistory(), visit.service.fetchHistory()];
    await ann.say('Meanwhile');
    await visit.when('messageReceived', saying('Meanwhile'));
    expect(visit.seen.all('messageReceived').some(({ data }) => data.oldMessages)).to.equal(false);
    await visit.service.sendMessage({ message: 'I see' });
    await Promise.all(pages);
    await talk(visit, ann, 'Afterwards');
    expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
  });

  it('comes in pages as long as it is told', async () => {
    const { async } = openVault();
    const { visit: first, chatId, ann } = await meetAgent(stage, { async });
    await tell(ann);
    await first.when('messageReceived', saying('Story, part 48'));
    await first.leave();
    const visit = await stage.open({ name: `elsewhere-${chatId}`, async: { ...async, maxMessagePageSize: 30 } });
    const { data } = await visit.when('messageReceived');
    expect(data.messages).to.have.length.within(30, 31);
    expect(await readBack(visit)).to.equal(1);
    expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
    prove('option/transport.maxMessagePageSize');
  });

  it('has nothing before its beginning', async () => {
    const { visit, chatId, enter } = await beginChat(stage, { async: {} });
    const before = visit.seen.names.length;
    await proveRejection(visit.service.fetchHistory(), 'fetchHistory/exhausted');
    expect(visit.seen.names.slice(before)).to.deep.equal([]);
    await talk(visit, await enter('Ann'), 'Now');
    expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
  });

  // Where the server pushes, the first word comes before.
  needs('polling').it('may be asked for its history before its first word has come', async () => {
    const visit = await stage.open({ async: {} });
    await visit.service.startChat({ nickname: 'Jonny' });
    await visit.service.fetchHistory();
    await visit.when('clientConnected');
    await visit.when('messageReceived');
    await proveRejection(visit.service.fetchHistory(), 'fetchHistory/exhausted');
    expect(visit.seen.names.filter((name) => name === 'messageReceived')).to.have.length(1);
  });
});
