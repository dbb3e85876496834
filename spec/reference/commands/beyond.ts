import { type Command, fails, resolves, says, throws } from '../row.js';

const polling = 'lib/commands/polling.ts';

/** Commands that the shipped product has beyond the reference, and what holds for every command. */
export const beyond = [
  {
    name: 'getFileLimits',
    ours: 'service.getFileLimits',
    file: 'lib/commands/files.ts',
    rows: [
      resolves('getFileLimits/given', 'The server tells its limits', '{types, maxSize, maxFiles, needsAgent, …}', {
        ruling: 'C28',
      }),
      fails('getFileLimits/failure', 'AJAX exception occurs', { ruling: 'C28' }),
      says(
        'getFileLimits/unsupported',
        "The server doesn't support file uploads",
        "This transport doesn't support getFileLimits command.",
        { ruling: 'C29' },
      ),
    ],
  },
  {
    name: 'sleep',
    ours: 'service.sleep',
    file: polling,
    rows: [resolves('sleep/asleep', 'sleepEnabled', 'n/a', { ruling: 'C30' })],
  },
  {
    name: 'wake',
    ours: 'service.wake',
    file: polling,
    rows: [resolves('wake/awake', 'sleepEnabled', 'n/a', { ruling: 'C30' })],
  },
  {
    name: 'wake({resetIdleState: true})',
    ours: 'service.stayActive',
    file: polling,
    rows: [
      resolves('stayActive/answered', 'After an idle alert', 'n/a', { ruling: 'C30' }),
      says(
        'stayActive/unsupported',
        "The server doesn't support receiving custom notices",
        "This transport doesn't support sendCustomNotice command.",
        { ruling: 'C29' },
      ),
    ],
  },
  {
    name: '(a message of transcript$)',
    ours: 'transcript$ … retry',
    file: 'lib/commands/talking.ts',
    rows: [
      says(
        'retry/notFailed',
        'It is on its way, or has arrived',
        'This message has not failed, or has arrived after all.',
        { ruling: 'C7' },
      ),
    ],
  },
  {
    name: '(any command)',
    ours: '(bus)',
    file: 'lib/bridges/bus/createCxBus.ts',
    rows: [
      says('bus/unknownCommand', 'The plugin has no such command', 'Command does not exist', {
        ruling: 'B5',
      }),
      says(
        'bus/unknownPlugin',
        'There is no such plugin',
        'Could not load plugin file in given location. Check your plugins path option.',
        { ruling: 'B5' },
      ),
      says('bus/cancelled', "A 'before' function returned no object", "Command was cancelled by a 'before' function.", {
        ruling: 'B6',
      }),
      throws('bus/handlerThrows', 'The handler throws', 'that error', { ruling: 'C1' }),
    ],
  },
] as const satisfies readonly Command[];
