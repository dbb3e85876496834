import { expect } from 'chai';
import { published } from '../support/dialect.js';
import { needs } from '../support/needs.js';
import { proveEvent } from '../support/proofs.js';
import { beginChat, startChat } from '../support/scene.js';
import { world } from '../support/world.js';

needs('lostSessions').describe('A chat that its server has lost', () => {
  const stage = world();

  it('is over, and the next one can begin', async () => {
    const { visit, chatId } = await beginChat(stage);
    const before = visit.seen.names.length;
    await stage.server.desk.lose(chatId);
    const lost = await visit.when('sessionLost');
    await visit.when('ended');
    const told = published('sessionLost', 'error', 'clientDisconnected', 'ended', 'pollingStopped');
    expect(visit.seen.names.slice(before)).to.deep.equal(told);
    expect(lost.data).to.include({ kind: 'Refused', status: 404 });
    proveEvent('sessionLost', lost.data);
    const next = await startChat(stage, visit);
    expect(next.chatId).to.not.equal(chatId);
  });

  it('is not found again by a page that is reloaded', async () => {
    const { visit: before, chatId } = await beginChat(stage);
    await before.leave();
    await stage.server.desk.lose(chatId);
    const visit = await stage.open();
    await visit.when('sessionLost');
    await visit.when('restoreFailed');
    expect(visit.seen.names).to.deep.equal(['ready', 'sessionLost', 'error', 'restoreFailed']);
    // Also waits until the store has forgotten it.
    expect(await visit.service.verifySession()).to.deep.equal({ sessionActive: false });
    const again = await visit.reload();
    expect(await again.service.verifySession()).to.deep.equal({ sessionActive: false });
    expect(again.seen.names).to.deep.equal(['ready']);
  });
});
