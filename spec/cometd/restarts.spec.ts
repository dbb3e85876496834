import { expect } from 'chai';
import { createWebChatService } from '../../lib/createWebChatService.js';
import type { WebChatService } from '../../lib/service.js';
import { gmsCometd } from '../../transports/gmsCometd/gmsCometd.js';
import { type BayeuxChatServer, startChatServer } from '../chatServer/chatServer.js';
import { prove } from '../support/proofs.js';
import { type Recorder, recorder } from '../support/recorder.js';
import { saying } from '../support/scene.js';
import { bayeuxTap } from './support/bayeuxTap.js';
import { ways } from './support/ways.js';

/** A customer and an agent in one chat. */
interface Chat extends Pick<Recorder, 'seen' | 'when'> {
  readonly service: WebChatService;
  readonly chatId: string;
  say(text: string): Promise<unknown>;
  /** What the page shows, joins and leaves apart. */
  shown(): Promise<readonly string[]>;
  /** What the server has. */
  said(): Promise<readonly (string | undefined)[]>;
}

for (const { title, urlOf, refuseWebSockets } of ways) {
  describe(`A chat over CometD, on ${title}`, () => {
    let server: BayeuxChatServer;
    const ended: (() => Promise<void>)[] = [];

    before(async () => {
      server = await startChatServer({ bayeux: true, refuseWebSockets });
    });

    afterEach(async () => {
      for (const end of ended.splice(0)) await end();
      await server.weather.clear();
    });

    after(async () => {
      await bayeuxTap.quiet();
      await server.close();
    });

    const begin = async (): Promise<Chat> => {
      const { record, seen, when, stop } = recorder();
      const service = createWebChatService({
        transport: gmsCometd({ cometURL: urlOf(server) }),
        store: new Map(),
        restore: 'manual',
        pollRateMin: 250,
        pollRateMax: 250,
        environment: { random: () => 0.02 },
      });
      service.events$.subscribe((event) => record(event));
      ended.push(async () => {
        await service.dispose();
        expect(stop()).to.deep.equal([]);
      });
      await service.startChat({ nickname: 'Jonny' });
      const { data } = await when('started');
      const chatId = data.sessionId;
      const ann = await server.desk.join(chatId, { name: 'Ann', role: 'Agent' });
      await when('agentConnected');
      return {
        service,
        seen,
        when,
        chatId,
        say: (text) => server.desk.say(chatId, ann, text),
        shown: async () =>
          (await service.getTranscript()).messages.filter(({ type }) => type === 'Message').map(({ text }) => text),
        said: async () =>
          (await server.desk.transcript(chatId)).filter(({ type }) => type === 'Message').map(({ text }) => text),
      };
    };

    /** The last word, and whether the page shows what the server has, each once and in order. */
    const agree = async ({ service, when, say, shown, said }: Chat): Promise<void> => {
      await say('Over');
      await when('messageReceived', saying('Over'));
      await service.sendMessage({ message: 'and out' });
      await when('messageReceived', saying('and out'));
      expect(await shown()).to.deep.equal(await said());
    };

    it('loses nothing and doubles nothing where the server is restarted while both talk', async () => {
      const chat = await begin();
      const { service, seen, say, when } = chat;
      let restarts = 0;
      for (let count = 1; count <= 3; count += 1) {
        const before = [1, 2, 3].map((word) => say(`Ann ${count}.${word}`));
        const sent = service.sendMessage({ message: `Jonny ${count}` }).catch(() => undefined);
        await server.restartBayeux();
        restarts += 1;
        await Promise.all([...before, sent]);
        await say(`Ann, after ${count}`);
        await when('messageReceived', saying(`Ann, after ${count}`));
        const told = (name: 'disconnected' | 'reconnected') => seen.all(name).length;
        expect(told('disconnected')).to.be.at.most(restarts);
        expect(told('reconnected')).to.equal(told('disconnected'));
      }
      await agree(chat);
      expect(seen.all('agentConnected')).to.have.length(1);
      expect(seen.names).to.not.include('ended');
      expect(seen.names).to.not.include('error');
    });

    it('says once that the network is gone, and once that it is back', async () => {
      const chat = await begin();
      const { service, seen, say, when } = chat;
      await server.goDown();
      await when('disconnected');
      const why: unknown = await service.sendMessage({ message: 'Lost' }).catch((failure: unknown) => failure);
      expect(why).to.include({ kind: 'Offline', status: 0 });
      await say('Meanwhile');
      await server.comeBack();
      await when('reconnected');
      await when('messageReceived', saying('Meanwhile'));
      await agree(chat);
      expect(seen.names.filter((name) => name.endsWith('connected') && name.length < 13)).to.deep.equal([
        'disconnected',
        'reconnected',
      ]);
      expect(await chat.said()).to.not.include('Lost');
      prove('option/cometD');
    });

    it('goes on where the server knows its client no more when something is said', async () => {
      const chat = await begin();
      const { service, seen, say, when } = chat;
      await server.weather.add({ on: 'send', kind: 'unknownClient', times: 1 });
      const why: unknown = await service.sendMessage({ message: 'Who am I?' }).catch((failure: unknown) => failure);
      expect(why).to.deep.include({ kind: 'Refused', errors: [{ code: 402, advice: 'Unknown client' }] });
      await say('Meanwhile');
      await when('messageReceived', saying('Meanwhile'));
      await agree(chat);
      expect(seen.all('disconnected').length).to.be.at.most(1);
      expect(seen.all('reconnected')).to.have.length(seen.all('disconnected').length);
      expect(seen.names).to.not.include('ended');
    });

    it('ends where the contact centre ends it while the server is being restarted', async () => {
      const { service, seen, when, chatId } = await begin();
      await server.restartBayeux();
      await server.desk.end(chatId);
      await when('ended');
      expect(seen.all('ended')).to.have.length(1);
      await service.startChat({ nickname: 'Jonny' });
      const { data } = await when('started');
      expect(data.sessionId).to.not.equal(chatId);
      await when('clientConnected');
    });

    it('ends where the contact centre ends it', async () => {
      const { seen, when, chatId, say } = await begin();
      await say('Goodbye');
      await when('messageReceived', saying('Goodbye'));
      const before = seen.names.length;
      await server.desk.end(chatId);
      await when('ended');
      const told = seen.names.slice(before).filter((name) => name !== 'messageReceived');
      expect(told).to.deep.equal(['agentDisconnected', 'clientDisconnected', 'ended']);
    });
  });
}
