import { expect } from 'chai';
import type { Environment } from '../../lib/options.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import { needs } from '../support/needs.js';
import { prove, proveRejection } from '../support/proofs.js';
import { beginChat, join, meetAgent } from '../support/scene.js';
import { talk } from '../support/talk.js';
import { world } from '../support/world.js';

needs('v3Options').describe('What v3 is given', () => {
  const stage = world();

  it('is a key, an endpoint, a kind of client, a stream and data of its own', async () => {
    const transport = v3Rest({
      dataURL: `${stage.server.urls.v3URL}///`,
      headers: { 'x-api-key': 'k-1' },
      endpoint: 'sales',
      clientType: 'kiosk',
      stream: 'live',
      interactionData: { topic: 'parcels' },
    });
    const { visit, chatId, enter } = await beginChat(stage, { transport, userData: { phone: '123' } });
    await talk(visit, await enter('Ann'), 'Hello');
    const requests = await stage.server.desk.requests(chatId);
    expect(requests[0]?.form)
      .to.have.property('data')
      .that.deep.includes({
        endpoint: 'sales',
        clientType: 'kiosk',
        stream: 'live',
        interactionData: { topic: 'parcels' },
      });
    for (const { headers, path } of requests) {
      expect(headers).to.include.keys('x-api-key');
      expect(path).to.not.include('//');
    }
    const facts = (await stage.server.desk.sessions()).find((session) => session.chatId === chatId);
    expect(facts?.userData).to.include({ phone: '123', PhoneNumber: '123' });
    prove('option/transport');
    prove('option/transport.type');
    prove('option/transport.dataURL');
    prove('option/transport.endpoint');
    prove('option/transport.headers');
    prove('option/transport.headers[x-api-key]');
    prove('option/transport.clientType');
    prove('option/transport.stream');
    prove('option/transport.interactionData');
    prove('option/v3 userData');
  });

  it('is how long it may take, though a poll may take longer', async () => {
    const { visit, chatId } = await beginChat(stage, { timeouts: { ajaxTimeout: 200 } });
    await stage.server.weather.set([{ kind: 'delay', ms: 400, on: 'refresh', times: 1 }]);
    await join(stage, chatId, { name: 'Ann', role: 'Agent' });
    await visit.when('agentConnected');
    expect(visit.seen.names).to.not.include('disconnected');
    await stage.server.weather.set([{ kind: 'delay', ms: 60_000, on: 'send', times: 1 }]);
    const failure = await proveRejection(visit.service.sendMessage({ message: 'Slow' }), 'sendMessage/failure');
    expect(failure).to.include({ kind: 'TimedOut', status: 0 });
    prove('option/v3 ajaxTimeout');
  });

  it('is how often it is asked, and how much more seldom in trouble', async () => {
    const dataURL = stage.server.urls.v3URL;
    const transport = v3Rest({ dataURL, pollTimeout: 100, pollIntervalMultiplier: 2 });
    // By the page's own clock: on their way requests may be late.
    const polls: number[] = [];
    const environment: Partial<Environment> = {
      fetch: (address, init) => {
        if (/messages\?/.test(String(address))) polls.push(Date.now());
        return fetch(address, init);
      },
    };
    const { visit, ann } = await meetAgent(stage, { transport, environment });
    const before = polls.length;
    await stage.server.weather.set([{ kind: 'status', status: 400, on: 'refresh', times: 2 }]);
    await visit.when('error');
    await visit.when('error');
    await talk(visit, ann, 'There you are');
    const gaps = polls.slice(before).map((at, place, all) => (all[place + 1] ?? at) - at);
    const longest = gaps.findIndex((gap) => gap >= 399);
    expect(gaps[longest - 1]).to.be.at.least(199);
    expect(Math.min(...gaps.slice(longest + 1, -1))).to.be.below(gaps[longest] ?? 0);
    prove('option/transport.pollTimeout');
    prove('option/transport.pollIntervalMultiplier');
  });

  it('is never the address of another server: its token stays at home', async () => {
    const { visit } = await beginChat(stage);
    const elsewhere = visit.service.downloadFile({ fileId: 'https://elsewhere.example/picture.png' });
    await proveRejection(elsewhere, 'downloadFile/foreign');
    const requests = await stage.server.desk.requests();
    expect(requests.filter(({ operation }) => operation === 'download')).to.have.length(0);
  });
});
