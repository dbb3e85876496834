// A customer that needs no browser: it asks for somebody, answers what it is told, and goes when the agent says goodbye.
// To watch over a contact centre, or to try out its agents. Run it with: npx tsx bot.ts https://gms.example.com/genesys/2/chat/support
import { createWebChatService, gmsRest, iterate } from 'webchat-streams';

const [, , dataURL = ''] = process.argv;

/** What the bot says to what it hears. */
const answerTo = (text: string): string =>
  /\bnumber\b/i.test(text) ? 'It is 4711.' : `You said: ${text}. How long will it take?`;

const service = createWebChatService({ transport: gmsRest({ dataURL }) });
// Listens from here on, so that nothing is lost while the chat begins.
const events = iterate(service.events$);
await service.startChat({ nickname: 'Robot', subject: 'Where is my parcel?' });

for await (const { name, data } of events) {
  if (name === 'ended') break; // by the agent, or by us
  if (name === 'error') console.error(data.message);
  if (name !== 'messageReceived') continue;
  for (const { type, from, text } of data.messages) {
    if (type !== 'Message') continue;
    console.log(`${from.name}: ${text}`);
    if (from.type !== 'Agent') continue;
    const answer = /\bbye\b/i.test(text) ? service.endChat() : service.sendMessage({ message: answerTo(text) });
    await answer.catch(({ message }) => console.error(message));
  }
}
await service.dispose();
