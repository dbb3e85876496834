import type { WebChatService } from '../../lib/service.js';

/** What the compiler must refuse, and what it must know, about commands. Compiled, never run. */
export const commandTypes = async (service: WebChatService): Promise<void> => {
  await service.startChat();
  await service.startChat({ nickname: 'Jonny', userData: { vip: true } });
  await service.startChat({ form: { nickname: 'Jonny', subject: 'shoes' }, userData: '{"vip":true}' });
  // @ts-expect-error a nickname is a string
  await service.startChat({ nickname: 5 });
  // @ts-expect-error userData is an object or its JSON
  await service.startChat({ userData: 5 });

  await service.sendMessage({ message: 'hi', type: 'text', parentMessageID: '7' });
  // @ts-expect-error a message is needed
  await service.sendMessage();
  // @ts-expect-error a message is needed
  await service.sendMessage({ text: 'hi' });
  // @ts-expect-error a text is passed by name
  await service.sendMessage('hi');

  await service.sendFilteredMessage({ message: '1234', regex: /\d/ });
  // @ts-expect-error a text is no regular expression
  await service.sendFilteredMessage({ message: '1234', regex: '\\d' });
  const filters: readonly RegExp[] = await service.addPrefilter({ filters: [/a/, /b/] });
  // @ts-expect-error the name is `filters`
  await service.addPrefilter({ filter: filters });

  await service.registerPreProcessor({ preprocessor: (message) => ({ ...message, text: message.text.trim() }) });
  await service.registerPreProcessor({
    preprocessor: (message) => {
      message.text = 'changed in place';
    },
  });
  // @ts-expect-error a preprocessor is a function
  await service.registerPreProcessor({ preprocessor: 'trim' });

  const { agents } = await service.getAgents();
  agents.someone?.disconnectedTime satisfies number | false | undefined;
  const { sessionActive } = await service.verifySession();
  sessionActive satisfies boolean;
  const file: Blob = await service.downloadFile({ fileId: '1', fileName: 'a.txt' });
  // @ts-expect-error the typed API polls by itself
  await service.poll(file);
};
