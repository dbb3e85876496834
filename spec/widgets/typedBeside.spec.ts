import { expect } from 'chai';
import { agentOf } from './support/agentOf.js';
import { command, diaryPage, knows, reads } from './support/diary.js';
import { scriptOf, toldBy, visiting } from './support/shop.js';
import { ways } from './support/ways.js';

describe('The typed API beside the bus', () => {
  for (const { api, webchat } of ways) {
    it(
      `has the same chat as the bus, whichever of them acts, on ${api}`,
      visiting(async ({ chats, open }) => {
        const shown = diaryPage(webchat(chats));
        const typed = scriptOf(`
          WebChatStreams.service().then((service) => {
            window.service = service;
            service.events.messageReceived$.subscribe(({ messages }) => {
              for (const { type, from, text } of messages) if (type === 'Message') told.push(from.name + ': ' + text);
            });
            service.events.ended$.subscribe(() => told.push('ended'));
          });
        `);
        const page = await open({ ...shown, after: shown.after + typed });
        await knows(page, 'no chat');
        await page.evaluate(`service.startChat({ nickname: 'Jo' })`);
        const ann = await agentOf(chats);
        await ann.say('Hello');
        await reads(page, 'Ann: Hello');
        expect(await toldBy(page)).to.deep.equal(['Ann: Hello']);
        await command(page, 'sendMessage', { message: 'Good day' });
        expect(await toldBy(page, 2)).to.deep.equal(['Ann: Hello', 'Jo: Good day']);
        const [here, there] = await Promise.all([
          page.evaluate('service.getSessionData()'),
          command(page, 'getSessionData'),
        ]);
        expect(there).to.deep.include(here);
        expect(await page.evaluate('service.startChat({}).catch(({ message }) => message)')).to.equal(
          'There is already an active chat session',
        );

        await command(page, 'endChat');
        await reads(page, 'Ann: Hello', 'Jo: Good day', 'ended');
        expect(await toldBy(page, 3)).to.deep.equal(['Ann: Hello', 'Jo: Good day', 'ended']);
      }),
    );
  }

  it(
    'serves a page without any configuration, where the bus says that there is none',
    visiting(async ({ chats, open }) => {
      const page = await open({
        after: scriptOf(`
          const service = WebChatStreams.createWebChatService({
            transport: WebChatStreams.gmsRest({ dataURL: '${chats.dataURL}' }),
            name: 'other',
          });
          service.transcript$.subscribe((transcript) => {
            const last = [...transcript].at(-1);
            if (last?.type === 'Message') told.push(last.text);
          });
          service.events.restored$.subscribe(() => told.push('restored'));
        `),
      });
      const refusal = await page.evaluate(
        `CXBus.command('WebChatService.startChat', { nickname: 'Jo' }).then(() => 'started', (reason) => reason)`,
      );
      expect(refusal).to.equal('Invalid configuration');
      expect(await page.evaluate('WebChatStreams.service().catch(({ message }) => message)')).to.equal(
        'Invalid configuration',
      );
      await page.evaluate(`service.startChat({ nickname: 'Jo' })`);
      const ann = await agentOf(chats);
      await ann.say('Hello');
      expect(await toldBy(page)).to.deep.equal(['Hello']);
      expect(await page.context().cookies()).to.deep.equal([]);

      await page.reload();
      expect(await toldBy(page, 2)).to.have.members(['restored', 'Hello']);
    }),
  );

  it(
    'has a second chat beside the one on the bus',
    visiting(async ({ chats, open }) => {
      const shown = diaryPage({ dataURL: chats.dataURL });
      const page = await open({
        ...shown,
        after: `${shown.after}${scriptOf(`
          const other = WebChatStreams.createWebChatService({
            transport: WebChatStreams.gmsRest({ dataURL: '${chats.dataURL}' }),
            name: 'other',
          });
          other.events.messageReceived$.subscribe(({ messages }) => {
            for (const { type, text } of messages) if (type === 'Message') told.push(text);
          });
        `)}`,
      });
      await command(page, 'startChat', { nickname: 'Jo' });
      const ann = await agentOf(chats);
      const begun = new Promise<string>((resolve) => {
        void chats.desk.watch((change) => change.kind === 'started' && resolve(change.chatId));
      });
      await page.evaluate(`other.startChat({ nickname: 'Jo' })`);
      const second = await begun;
      await chats.desk.say(second, await chats.desk.join(second, { name: 'Bea', role: 'Agent' }), 'Other');
      await ann.say('Hello');
      await reads(page, 'Ann: Hello');
      expect(await toldBy(page)).to.deep.equal(['Other']);
    }),
  );
});
