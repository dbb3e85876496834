import { type Command, fails, resolves, says, throws } from '../row.js';

const file = 'lib/commands/lifecycle.ts';
const restoration = 'lib/commands/restorationOnDemand.ts';
const answer = '(AJAX Response Object)';

/** How a chat begins, goes on and ends. */
export const lifecycle = [
  {
    name: 'configure',
    ours: 'createWebChatService',
    file: 'lib/createWebChatService.ts',
    rows: [
      resolves('configure/first', 'Once, at startup', 'n/a', { ruling: 'C27' }),
      throws('configure/again', 'Called again after startup', 'an Error', { ruling: 'C27' }),
      says('configure/none', 'No configuration, or an empty one', 'Invalid configuration', {
        ruling: 'C27',
      }),
      says('configure/transport', 'transport.type is unknown', 'Invalid transport configuration', {
        ruling: 'O6',
      }),
      throws('configure/wrongOption', 'An option has the wrong type', 'an Error that names the option', {
        ruling: 'O7',
      }),
    ],
  },
  {
    name: 'startChat',
    ours: 'service.startChat',
    file,
    rows: [
      resolves('startChat/started', 'Server confirms session started', answer),
      says('startChat/alreadyActive', 'A chat session is already active', 'There is already an active chat session'),
      says('startChat/starting', 'A chat session is just starting', 'There is already an active chat session', {
        ruling: 'C3',
      }),
      fails('startChat/networkFailure', 'AJAX exception occurs'),
      fails('startChat/serverFailure', 'Server exception occurs'),
      says('startChat/malformedUserData', 'userData is invalid', 'malformed data object provided in userData property'),
    ],
  },
  {
    name: 'endChat',
    ours: 'service.endChat',
    file,
    rows: [
      resolves('endChat/ended', 'Active session is ended successfully', answer),
      says('endChat/noSession', 'No chat session is currently active', 'There is no active chat session'),
      fails('endChat/failure', 'The request fails; the chat is over here all the same', { ruling: 'C6' }),
    ],
  },
  {
    name: 'restore',
    ours: 'service.restore',
    file: restoration,
    rows: [
      resolves('restore/found', 'Session has been found', 'n/a'),
      says('restore/notFound', 'Session cannot be found', 'No chat session found to restore.', { ruling: 'C1' }),
      says('restore/restoring', 'Restoring chat session is in progress', 'Already restoring. Ignoring request.'),
      says(
        'restore/active',
        'Chat session is already active',
        'Chat session is already active, ignoring restore command.',
      ),
      says(
        'restore/denied',
        'Trying restore chat session manually',
        'Access Denied to private command. Only WebChatService is allowed to invoke this command in Non-Async mode.',
        { ruling: 'C13' },
      ),
    ],
  },
  {
    name: 'verifySession',
    ours: 'service.verifySession',
    file: restoration,
    rows: [
      resolves(
        'verifySession/told',
        'A session exists or not',
        'A boolean sessionActive, which holds the session state',
      ),
      says(
        'verifySession/unsupported',
        'The verifySession command is not supported for this transport',
        "This transport doesn't support the verifySession command",
      ),
    ],
  },
] as const satisfies readonly Command[];
