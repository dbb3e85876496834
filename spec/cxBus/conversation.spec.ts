import { expect } from 'chai';
import type { WebChatServiceOptions } from '../../lib/options.js';
import type { JsonObject } from '../../transports/json.js';
import { type ChatServer, startChatServer } from '../chatServer/chatServer.js';
import { buses } from '../lib/bridges/cxBus/buses.js';
import { type BusVisit, openBusVisit } from '../lib/bridges/cxBus/busVisit.js';
import { transportOf } from '../support/transportOf.js';

/** A message as consumers read it. */
interface Message {
  text: string;
  type: string;
  from: { name: string };
}

const messagesOf = ({ messages }: JsonObject): Message[] => Object(messages);

const saying =
  (text: string) =>
  (data: JsonObject): boolean =>
    messagesOf(data).some((message) => message.text === text);

const keysOf = {
  gmsRest: ['secureKey', 'alias', 'userId'],
  v3Rest: ['token', 'participantId', 'transportId'],
} as const;

/** What a page that shows its chat by the bus does to the messages it is told of. */
const decorate = ({ page }: Pick<BusVisit, 'page'>): void => {
  page.subscribe('WebChatService.messageReceived', ({ data }) => {
    for (const message of messagesOf(Object(data))) message.text = `<p>${message.text}</p>`;
  });
};

for (const [title, open] of buses) {
  for (const transport of ['gmsRest', 'v3Rest'] as const) {
    describe(`A conversation over ${title} (${transport})`, () => {
      let server: ChatServer;
      let visit: BusVisit | undefined;
      const store = new Map<string, string>();
      before(async () => {
        server = await startChatServer();
      });
      afterEach(() => visit?.leave());
      after(() => server.close());

      const visitPage = (): BusVisit => {
        const { dataURL, v3URL } = server;
        const route = { transport, urls: { dataURL, v3URL }, options: {} };
        const options: WebChatServiceOptions = {
          transport: transportOf(route),
          store,
          pollRateMin: 250,
          pollRateMax: 250,
        };
        visit = openBusVisit(open(), options);
        return visit;
      };

      it('goes from its beginning over a reload to its end', async () => {
        const first = visitPage();
        const { ask, when, names } = first;
        await ask('registerPreProcessor', {
          preprocessor: (message: Message) => {
            message.text = message.text.replace('parcel', 'PARCEL');
          },
        });
        await when('ready');
        await ask('updateUserData', { shop: 'Bern' });
        const answer = await ask('startChat', { form: { nickname: 'Jonny' }, nickname: 'Jonny' });
        expect(answer).to.not.deep.equal({});
        const started = await when('started');
        const { sessionId } = started;
        const chatId = String(sessionId);
        const session = transport === 'v3Rest' ? started.data : started;
        expect(session).to.include.keys('sessionId', 'sessionID', ...keysOf[transport]);
        expect(await ask('getSessionData')).to.deep.equal(session);
        await when('clientConnected');

        const ann = await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
        expect(await when('agentConnected')).to.include({ numAgentsConnected: 1 });
        await server.desk.type(chatId, ann, 'Where');
        await when('agentTypingStarted');
        await server.desk.say(chatId, ann, 'Where is your parcel?');
        const received = await when('messageReceived', saying('Where is your PARCEL?'));
        expect(received.sessionId).to.deep.equal(session);
        expect(received.sessionData).to.deep.equal(session);
        await when('agentTypingStopped');

        await ask('sendTyping', { Message: 'No id' });
        await server.desk.heard(chatId, { type: 'TypingStarted', text: 'No id' });
        await ask('sendMessage', { message: 'No idea' });
        await when('messageReceived', saying('No idea'));
        await ask('sendFilteredMessage', { message: 'code 1234', regex: /^code \d+$/ });
        await server.desk.heard(chatId, { type: 'Message', text: 'code 1234' });
        await ask('sendFile', {
          files: { files: [new File(['hello'], 'proof.png', { type: 'image/png' })], length: 1 },
        });
        await server.desk.heard(chatId, { type: 'FileUploaded' });
        await first.leave();
        expect(names).to.not.include('error');

        const next = visitPage();
        expect(await next.when('restored')).to.deep.equal({ async: false });
        const again = await next.when('messageReceived');
        expect(again).to.include({ restoring: true });
        expect(again.sessionData).to.deep.equal(session);
        const words = messagesOf(again).filter(({ type }) => type === 'Message');
        expect(words.map(({ text }) => text)).to.include.members(['Where is your parcel?', 'No idea']);
        expect(words.map(({ text }) => text)).to.not.include('code 1234');
        expect(await next.ask('verifySession')).to.deep.equal({ sessionActive: true });
        expect(Object.values(Object((await next.ask('getAgents')).agents))).to.have.length(1);
        await next.ask('endChat');
        await next.when('ended');
        // The last poll may bring who left (E27).
        const last = next.names.filter((name) => name !== 'messageReceived');
        expect(last.slice(-4)).to.deep.equal(['pollingStopped', 'agentDisconnected', 'clientDisconnected', 'ended']);
        expect(await next.ask('verifySession')).to.deep.equal({ sessionActive: false });
      }).timeout(15_000);

      it('is shown by a page that edits what it is told in place, and nobody else sees that', async () => {
        const { service, page, ask, when } = visitPage();
        decorate({ page });
        await ask('startChat', { nickname: 'Jonny' });
        const { sessionId } = await when('started');
        await ask('sendMessage', { message: 'Hello' });
        const told: string[] = [];
        service.events.messageReceived$.subscribe(({ messages }) => told.push(...messages.map(({ text }) => text)));
        await ask('sendMessage', { message: 'Hello again' });
        const seen = (data: JsonObject): boolean => messagesOf(data).some(({ text }) => text.includes('Hello again'));
        await when('messageReceived', seen);

        const { messages, originalMessages } = await service.getTranscript();
        expect(JSON.stringify([messages, originalMessages, told])).to.not.include('<p>');
        expect(told.join()).to.include('Hello again');
        await server.desk.end(String(sessionId));
        await when('ended');
      }).timeout(15_000);

      it('tells of a refusal as the handlers of Widgets read it', async () => {
        const { ask, when } = visitPage();
        await ask('startChat', { nickname: 'Jonny' });
        await when('messageReceived');
        const errors = [{ code: 'BAD', advice: 'say it otherwise' }];
        await server.weather.add({ on: 'send', kind: 'status', status: 400, errors, times: 1 });
        const reason = await ask('sendMessage', { message: 'hi' }).then(
          () => ({}),
          (rejected: JsonObject) => rejected,
        );
        const event = await when('error');
        expect(reason).to.include({ status: 400, kind: 'Refused', statusText: 'error' });
        expect(reason).to.have.property('responseText').that.includes('say it otherwise');
        expect(reason).to.have.nested.property('errors[0].code', 'BAD');
        expect(reason).to.not.have.any.keys('frame', 'cause');
        expect(event).to.have.property('responseJSON').that.is.an('object');
        if (transport === 'v3Rest') {
          expect(event).to.have.nested.property('errors[0].code', 'pureengage-v3-rest-BAD');
          expect(event).to.have.nested.property('errors[0].response.status', 400);
        } else {
          expect(reason).to.have.nested.property('responseJSON.errors[0].advice', 'say it otherwise');
          expect(event).to.have.nested.property('errors[0].code', 'BAD');
        }
        await server.weather.add({ on: 'send', kind: 'statusCode', statusCode: 2, times: 1 });
        const refused = await ask('sendMessage', { message: 'hi' }).then(
          () => ({}),
          (rejected: JsonObject) => rejected,
        );
        expect(refused).to.include({ kind: 'Refused', status: transport === 'v3Rest' ? 400 : 200 });
        if (transport === 'gmsRest') expect(refused).to.include({ statusCode: 2 });
        await ask('endChat');
        await when('ended');
      }).timeout(15_000);
    });
  }
}
