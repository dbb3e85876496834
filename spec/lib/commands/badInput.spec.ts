import { expect } from 'chai';
import { call, everything, rejectionOf, stage } from './stage.js';

const noText = 'CommandRejected: No message text provided';
const noFilters =
  'CommandRejected: Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.';
const noObject = (command: string) => `TypeError: ${command}: options must be an object`;
const noFiles = 'TypeError: files must be a file input element, its files, a File, or a Blob with a name.';

/** What each command says to options that are none, in a chat (startChat before one). */
const rows = [
  ['startChat', noObject('startChat')],
  ['sendMessage', noText],
  ['sendFilteredMessage', noFilters],
  ['addPrefilter', noFilters],
  ['sendCustomNotice', noObject('sendCustomNotice')],
  ['sendTyping', noObject('sendTyping')],
  ['updateUserData', 'CommandRejected: malformed data object provided in userData property'],
  ['wake', noObject('wake')],
  ['sendFile', noFiles],
  [
    'downloadFile',
    'TypeError: downloadFile: fileId must be the file-id of a FileUploaded message, on v3 the url of its content.',
  ],
  [
    'registerTypingPreviewInput',
    "CommandRejected: Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.",
  ],
  ['registerPreProcessor', "CommandRejected: No preprocessor function provided. Type provided was 'undefined'."],
] as const;

describe('options that are none', () => {
  const on = stage();
  for (const [command, sentence] of rows) {
    for (const options of [null, 7, 'text', true]) {
      it(`${command}(${JSON.stringify(options)}) is rejected, and changes nothing`, async () => {
        const { service, calls, events } = command === 'startChat' ? on.open(everything) : await on.begin(everything);
        const before = [calls.length, events.length];
        expect(await rejectionOf(call(service, command, options))).to.equal(sentence);
        await on.settle();

        expect([calls.length, events.length]).to.deep.equal(before);
      });
    }
  }
});

describe('options of the wrong kind', () => {
  const on = stage();
  const wrong = [
    ['startChat', { form: 7 }, 'startChat: form must be object'],
    ['startChat', { form: 'Jo' }, 'startChat: form must be object'],
    ['sendMessage', { message: 'a', type: 7 }, 'sendMessage: type must be string'],
    ['sendMessage', { message: 'a', parentMessageID: 7 }, 'sendMessage: parentMessageID must be string'],
    ['sendCustomNotice', { message: 7 }, 'sendCustomNotice: message must be string'],
    ['sendCustomNotice', { message: null }, 'sendCustomNotice: message must be string'],
    ['sendTyping', { message: 7 }, 'sendTyping: message must be string'],
    ['sendTyping', { Message: {} }, 'sendTyping: Message must be string'],
    ['sendTyping', { isTyping: 0 }, 'sendTyping: isTyping must be boolean'],
    [
      'sendFile',
      { files: new File(['a'], 'a.txt'), signal: {} },
      'sendFile: signal must be an object with throwIfAborted, addEventListener',
    ],
    ['wake', { resetIdleState: 1 }, 'wake: resetIdleState must be boolean'],
  ] as const;
  for (const [command, options, sentence] of wrong) {
    it(`${command}(${JSON.stringify(options)}) is rejected, and changes nothing`, async () => {
      const { service, calls, events } = command === 'startChat' ? on.open(everything) : await on.begin(everything);
      const before = [calls.length, events.length];
      expect(await rejectionOf(call(service, command, options))).to.equal(`TypeError: ${sentence}`);
      await on.settle();

      expect([calls.length, events.length]).to.deep.equal(before);
    });
  }

  it('lets names through that it does not know', async () => {
    const { service } = await on.begin(everything);

    expect(await call(service, 'sendTyping', { isTyping: true, extra: 1 })).to.have.property('statusCode', 0);
  });
});
