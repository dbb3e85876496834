import { type Command, fails, resolves, says } from '../row.js';

const file = 'lib/commands/talking.ts';
const answer = '(AJAX Response Object)';
const noActiveSession = 'There is no active chat session';

/** What the customer says. */
export const talking = [
  {
    name: 'sendMessage',
    ours: 'service.sendMessage',
    file,
    rows: [
      resolves('sendMessage/sent', 'Message is successfully sent', answer),
      says('sendMessage/noText', 'No message text provided', 'No message text provided'),
      says('sendMessage/noSession', 'No chat session is currently active', noActiveSession),
      fails('sendMessage/failure', 'AJAX exception occurs'),
      fails('sendMessage/refused', 'The answer has a statusCode other than 0', { ruling: 'C7' }),
      says(
        'sendMessage/tooLong',
        'The text is longer than maxMessageLength',
        'Message length exceeds configured threshold of (<limit>) characters',
        { ruling: 'C9' },
      ),
    ],
  },
  {
    name: 'sendCustomNotice',
    ours: 'service.sendCustomNotice',
    file,
    rows: [
      resolves('sendCustomNotice/sent', 'Message is successfully sent', answer),
      fails('sendCustomNotice/failure', 'AJAX exception occurs'),
      says(
        'sendCustomNotice/unsupported',
        "The server doesn't support receiving custom notices",
        "This transport doesn't support sendCustomNotice command.",
      ),
      says('sendCustomNotice/noSession', 'No chat session is currently active', noActiveSession, { ruling: 'C10' }),
    ],
  },
  {
    name: 'sendFilteredMessage',
    ours: 'service.sendFilteredMessage',
    file,
    rows: [
      resolves('sendFilteredMessage/sent', 'There is an active session', "n/a (the server's answer)"),
      says('sendFilteredMessage/noSession', 'No chat session is currently active', 'No active chat session'),
      fails('sendFilteredMessage/failure', 'The message was not delivered', { ruling: 'C11' }),
      says('sendFilteredMessage/noText', 'The text is missing', 'No message text provided', { ruling: 'C11' }),
      says(
        'sendFilteredMessage/noRegex',
        'The regular expression is missing',
        'Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.',
        { ruling: 'C11' },
      ),
    ],
  },
  {
    name: 'addPrefilter',
    ours: 'service.addPrefilter',
    file,
    rows: [
      resolves('addPrefilter/added', 'Valid filters are provided', 'Array of all registered prefilters.'),
      says(
        'addPrefilter/invalid',
        'Invalid or missing filters provided',
        'Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.',
      ),
    ],
  },
  {
    name: 'updateUserData',
    ours: 'service.updateUserData',
    file,
    rows: [
      resolves('updateUserData/sent', 'Session is active and userData is successfully sent', answer),
      fails('updateUserData/failure', 'Session is active and AJAX exception occurs'),
      resolves(
        'updateUserData/merged',
        'Session is not active and internal userData object is merged with new userData properties provided',
        'The internal userData object that will be sent to the server',
      ),
      says(
        'updateUserData/unsupported',
        "Session is active and the server doesn't support updating userData",
        "This transport doesn't support updating userData during an active chat session.",
      ),
    ],
  },
  {
    name: 'registerPreProcessor',
    ours: 'service.registerPreProcessor',
    file,
    rows: [
      resolves(
        'registerPreProcessor/registered',
        'A valid preprocessor function is provided and is registered',
        'The registered preprocessor function.',
      ),
      says(
        'registerPreProcessor/invalid',
        'An invalid preprocessor function is provided',
        "No preprocessor function provided. Type provided was '<type>'.",
        { ruling: 'C24' },
      ),
    ],
  },
] as const satisfies readonly Command[];
