import { expect } from 'chai';
import { sampling, v2, v3 } from './support/sampling.js';
import { toldBy } from './support/shop.js';

for (const api of [v2, v3]) {
  describe(`The reference's samples of what is known of a chat, on ${api.title}`, function () {
    this.timeout(20_000);

    it(
      'getTranscript, getAgents and getStats tell of a chat, and of none',
      sampling(api, async ({ page, sample, begin, chats: { desk } }) => {
        expect(await sample('getTranscript/given')).to.deep.equal({ messages: [], originalMessages: [] });
        expect(await sample('getAgents/given')).to.deep.equal({ agents: {} });
        expect(await sample('getStats/given')).to.include({ startTime: false, endTime: false, duration: false });
        await page.evaluate(`oMyPlugin.subscribe('WebChatService.messageReceived', function (e) {
          e.data.messages.forEach(function (message) {
            if (message.type === 'Message') told.push(message.text);
          });
        })`);
        const chatId = await begin();
        const ann = await desk.join(chatId, { name: 'Ann', role: 'Agent' });
        await desk.say(chatId, ann, 'Which wheel?');
        expect(await toldBy(page, 2)).to.deep.equal(['Bikes', 'Which wheel?']);
        const { messages } = await sample('getTranscript/given');
        const { agents } = await sample('getAgents/given');
        const stats = await sample('getStats/given');
        const [agent] = Object.values(Object(agents));

        expect(messages).to.be.an('array').with.nested.property('[2].text', 'Which wheel?');
        expect(agent).to.include({ name: 'Ann', connected: true, supervisor: false, disconnectedTime: false });
        expect(agent).to.have.property('connectedTime').that.is.a('number');
        expect(stats).to.have.keys('agents', 'startTime', 'endTime', 'duration');
        expect(stats.duration).to.equal(Number(stats.endTime) - Number(stats.startTime));
      }),
    );
  });
}

describe("The reference's sample of getSessionData", function () {
  this.timeout(20_000);

  it(
    'tells the keys of API v2',
    sampling(v2, async ({ sample, begin }) => {
      const none = { secureKey: '', sessionId: '', alias: '', userId: '' };
      expect(await sample('getSessionData/gms')).to.deep.equal({ ...none, sessionID: '' });
      const sessionId = await begin();
      const keys = await sample('getSessionData/gms');

      expect(keys).to.include({ sessionId, sessionID: sessionId });
      expect(Object.keys(none).filter((name) => !keys[name])).to.deep.equal([]);
    }),
  );

  it(
    'tells those of API v3',
    sampling(v3, async ({ sample, begin }) => {
      const none = { participantId: '', sessionId: '', token: '', transportId: '' };
      expect(await sample('getSessionData/v3')).to.deep.equal({ ...none, sessionID: '' });
      await begin();
      const keys = await sample('getSessionData/v3');

      expect(Object.keys(none).filter((name) => !keys[name])).to.deep.equal([]);
    }),
  );
});
