import { expect } from 'chai';
import { published } from '../support/dialect.js';
import { able, needs, without } from '../support/needs.js';
import { prove, proveEvent, proveRejection, proveResolution } from '../support/proofs.js';
import { beginChat, join, meetAgent, startChat } from '../support/scene.js';
import { talk, wordsAt, wordsOn } from '../support/talk.js';
import { openVault, type Vault } from '../support/vault.js';
import { type Visit, world } from '../support/world.js';

const day = 24 * 3_600_000;

needs('asyncChats').describe('A chat that lives on', () => {
  const stage = world();

  /** Another browser, which knows nothing of what the first one did. */
  const elsewhere = (chatId: string, { async }: Pick<Vault, 'async'>): Promise<Visit> =>
    stage.open({ name: `elsewhere-${chatId}`, async });

  it('goes on from what the site saved, an object or its JSON, by hand too', async () => {
    const vault = openVault();
    const { visit: first, chatId, ann } = await meetAgent(stage, { async: vault.async });
    await talk(first, ann, 'Hello');
    await first.leave();
    const sessionData: unknown = JSON.parse(vault.kept ?? '');
    const { token } = Object(sessionData);
    for (const [place, given] of [sessionData, vault.kept, ...(able('bareTokens') ? [token] : [])].entries()) {
      const visit = await stage.open({ name: `${place}-${chatId}`, async: {}, restore: 'manual' });
      await proveRejection(visit.service.restore(), 'restore/notFound');
      await proveResolution(visit.service.restore({ sessionData: given }), 'restore/found');
      await talk(visit, ann, `${place}`);
      expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
      expect(visit.seen.names).to.not.include('error');
      // Kept here from now on.
      const again = await visit.reload({ restore: 'auto' });
      await again.when('restored');
      await again.leave();
    }
  });

  it('is kept by the page where the site keeps nothing, however long it is left', async () => {
    const { visit: first, chatId, ann } = await meetAgent(stage, { async: {}, restoreTimeout: 5000 });
    await talk(first, ann, 'Hello');
    await first.leave();
    first.clock.forward(30 * day);
    const visit = await stage.open({ async: {}, restoreTimeout: 5000 });
    const { data } = await visit.when('restored');
    expect(data).to.deep.equal({ async: true });
    await talk(visit, ann, 'Here again');
    expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
    expect(visit.seen.names).to.not.include('restoreTimeout');
    prove('option/async');
  });

  it('is not gone on with once the customer has ended it', async () => {
    const vault = openVault();
    const { visit: first, chatId } = await beginChat(stage, { async: vault.async });
    await first.service.endChat();
    const visit = await elsewhere(chatId, vault);
    await visit.service.verifySession();
    expect(visit.seen.names).to.not.include('restored');
    const next = await startChat(stage, visit);
    expect(next.chatId).to.not.equal(chatId);
    await talk(visit, await next.enter('Bob'), 'Something else');
  });

  needs('lostSessions').it('is over when its server has lost it, and the site is told', async () => {
    const vault = openVault();
    const { visit, chatId, ann } = await meetAgent(stage, { async: vault.async });
    await talk(visit, ann, 'Hello');
    const before = visit.seen.names.length;
    await stage.server.desk.lose(chatId);
    const { data } = await visit.when('sessionLost');
    await visit.when('pollingStopped');
    const told = published('sessionLost', 'error', 'agentDisconnected', 'clientDisconnected', 'ended');
    expect(visit.seen.names.slice(before)).to.deep.equal([...told, 'pollingStopped']);
    proveEvent('sessionLost', data);
    expect(vault.removed.map(({ sessionData, failure }) => [sessionData.sessionId, failure?.status])).to.deep.equal([
      [chatId, 404],
    ]);
    expect(vault.kept).to.equal(undefined);
    const next = await startChat(stage, visit);
    expect(vault.kept).to.include(next.chatId);
    expect(next.chatId).to.not.equal(chatId);
    prove('option/transport.async.deleteSessionData');
  });

  for (const [way, leave, status] of [
    ['lost', 'lose', 404],
    ['locked', 'expireToken', 401],
  ] as const) {
    needs('lostSessions').it(`that was ${way} while it was left is not found again`, async () => {
      const vault = openVault();
      const { visit: first, chatId } = await beginChat(stage, { async: vault.async });
      await first.leave();
      await stage.server.desk[leave](chatId);
      const visit = await elsewhere(chatId, vault);
      const { data } = await visit.when('sessionLost');
      await visit.when('restoreFailed');
      expect(data).to.include({ kind: 'Refused', status });
      expect(visit.seen.names).to.deep.equal(['ready', 'sessionLost', 'error', 'restoreFailed']);
      // Also waits until the site has forgotten it.
      expect(await visit.service.verifySession()).to.deep.equal({ sessionActive: false });
      expect(vault.removed.map(({ failure }) => failure?.status)).to.deep.equal([status]);
      const next = await startChat(stage, visit);
      expect(vault.kept).to.include(next.chatId);
    });
  }

  without('lostSessions').it(
    'that its server calls ended is not gone on with, and the next one can begin',
    async () => {
      const vault = openVault();
      const { visit: first, chatId } = await beginChat(stage, { async: vault.async });
      await first.leave();
      await stage.server.desk.lose(chatId);
      const visit = await elsewhere(chatId, vault);
      await visit.when('restoreTimeout');
      expect(visit.seen.names).to.deep.equal(['ready', 'restoreTimeout']);
      // Also waits until the site has forgotten it.
      expect(await visit.service.verifySession()).to.deep.equal({ sessionActive: false });
      expect(vault.removed.map(({ sessionData }) => sessionData.sessionId)).to.deep.equal([chatId]);
      const next = await startChat(stage, visit);
      expect(vault.kept).to.include(next.chatId);
    },
  );

  for (const [way, act] of [
    [
      'throws',
      () => {
        throw new Error('The vault is shut.');
      },
    ],
    ['rejects', () => Promise.reject(new Error('The vault is shut.'))],
  ] as const) {
    it(`goes on where the site's function ${way}, which is an error`, async () => {
      const { visit, ann, chatId } = await meetAgent(stage, { async: { save: act, load: act, remove: act } });
      await talk(visit, ann, 'Hello');
      const errors = visit.seen.all('error').map(({ data }) => data);
      expect(new Set(errors.map(({ kind }) => kind))).to.deep.equal(new Set(['Hook']));
      expect(errors.filter(({ message }) => message.startsWith('The load threw'))).to.have.length(2);
      expect(errors.filter(({ message }) => message.startsWith('The save threw'))).to.have.length.above(1);
      expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
      proveEvent('error', errors[0]);
    });
  }

  it("does not wait for a site's save that takes its time", async () => {
    const waiting: (() => void)[] = [];
    const saved: string[] = [];
    const save = async (data: object) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      saved.push(JSON.stringify(data));
    };
    const { visit, ann } = await meetAgent(stage, { async: { save, load: async () => undefined } });
    await talk(visit, ann, 'Hello');
    expect(waiting).to.have.length(1);
    while (!saved.at(-1)?.includes('messageIndex')) {
      waiting.shift()?.();
      await visit.service.verifySession();
    }
    expect(saved).to.deep.equal([...new Set(saved)]);
    expect(visit.seen.names).to.not.include('error');
  });

  it("takes commands while a site's load takes its time", async () => {
    const vault = openVault();
    const { visit: first, chatId } = await beginChat(stage, { async: vault.async });
    await first.leave();
    const bob = await join(stage, chatId, { name: 'Bob', role: 'Agent' });
    let open: (kept: unknown) => void = () => undefined;
    const found = new Promise<unknown>((resolve) => {
      open = resolve;
    });
    const visit = await elsewhere(chatId, { async: { ...vault.async, load: () => found } });
    const sent = visit.service.sendMessage({ message: 'Still there?' });
    await proveRejection(visit.service.restore(), 'restore/restoring');
    open(vault.kept);
    await sent;
    await visit.when('restored');
    await talk(visit, bob, 'At last');
    expect(await wordsOn(visit)).to.deep.equal(await wordsAt(stage, chatId));
  });
});
