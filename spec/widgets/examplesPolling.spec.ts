import { expect } from 'chai';
import { FAYE_PATH } from '../chatServer/bayeux/bayeuxDoors.js';
import { startChatServer } from '../chatServer/chatServer.js';
import { type Api, sampling, v2, v3 } from './support/sampling.js';
import { toldBy } from './support/shop.js';

const cometd: Api = {
  ...v2,
  webchat: ({ url }) => `{ cometD: { enabled: true, cometURL: '${url}${FAYE_PATH}' } }`,
};

/** What `told` has more each time the loop starts or stops. */
const listening = `
  oMyPlugin.subscribe('WebChatService.pollingStarted', function (e) { told.push(e.event); });
  oMyPlugin.subscribe('WebChatService.pollingStopped', function (e) { told.push(e.event); });`;

for (const api of [v2, v3]) {
  describe(`The reference's samples of polling, on ${api.title}`, function () {
    this.timeout(20_000);

    it(
      'startPoll and stopPoll rule the loop of a chat',
      sampling(api, async ({ page, sample, begin }) => {
        await sample('startPoll/noSession');
        await sample('stopPoll/noSession');
        await page.evaluate(listening);
        await begin();
        await sample('startPoll/already');
        await sample('stopPoll/stopped');
        await sample('stopPoll/already');
        await sample('startPoll/started');
        const [started, stopped] = ['WebChatService.pollingStarted', 'WebChatService.pollingStopped'];

        expect(await toldBy(page, 4)).to.deep.equal(['Bikes', started, stopped, started]);
      }),
    );

    it(
      'poll is for WebChatService itself',
      sampling(api, async ({ sample, begin }) => {
        await sample('poll/denied');
        await begin();
        await sample('poll/denied');
      }),
    );
  });
}

describe("The reference's samples of polling, where the server", function () {
  this.timeout(20_000);

  it(
    'counts poll exceptions: resetPollExceptions',
    sampling(v2, async ({ sample, begin }) => {
      await sample('resetPollExceptions/reset');
      await begin();
      await sample('resetPollExceptions/reset');
    }),
  );

  it(
    'counts none: resetPollExceptions says so on API v3',
    sampling(v3, async ({ sample }) => {
      await sample('resetPollExceptions/unsupported');
    }),
  );

  it(
    'pushes: every sample says that it does not support polling',
    sampling(
      cometd,
      async ({ sample, begin }) => {
        await sample('startPoll/unsupported');
        await begin();
        await sample('startPoll/unsupported');
        await sample('stopPoll/unsupported');
        await sample('resetPollExceptions/unsupported');
        await sample('poll/denied');
      },
      { start: () => startChatServer({ bayeux: true }) },
    ),
  );
});
