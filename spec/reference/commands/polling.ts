import { type Command, resolves, says } from '../row.js';

const file = 'lib/commands/polling.ts';
const noSession = 'No active chat session';
const unsupported = "This transport doesn't support polling";

/** The loop that asks for messages. */
export const polling = [
  {
    name: 'poll',
    ours: 'the typed API polls by itself; on a bus: poll',
    file: 'lib/bridges/cxBus/privateCommands.ts',
    rows: [
      resolves('poll/polled', 'There is an active session', 'n/a'),
      says(
        'poll/denied',
        "WebChatService isn't calling this command",
        'Access Denied to private command. Only WebChatService is allowed to invoke this command.',
        { ruling: 'C13' },
      ),
      says('poll/noSession', 'No chat session is currently active', 'previous poll has not finished.', {
        ruling: 'C13',
      }),
      says('poll/unsupported', "The server doesn't support polling", "This transport doesn't support polling."),
    ],
  },
  {
    name: 'startPoll',
    ours: 'service.startPoll',
    file,
    rows: [
      resolves('startPoll/started', 'There is an active session', 'n/a'),
      resolves('startPoll/already', 'The loop runs already', 'n/a; no second event', { ruling: 'C14' }),
      says('startPoll/noSession', 'No chat session is currently active', noSession),
      says('startPoll/unsupported', "The server doesn't support polling", unsupported),
    ],
  },
  {
    name: 'stopPoll',
    ours: 'service.stopPoll',
    file,
    rows: [
      resolves('stopPoll/stopped', 'There is an active session', 'n/a'),
      resolves('stopPoll/already', 'The loop does not run', 'n/a; no event', { ruling: 'C14' }),
      says('stopPoll/noSession', 'No chat session is currently active', noSession),
      says('stopPoll/unsupported', "The server doesn't support polling", unsupported),
    ],
  },
  {
    name: 'resetPollExceptions',
    ours: 'service.resetPollExceptions',
    file,
    rows: [
      resolves('resetPollExceptions/reset', 'Always', 'n/a'),
      says(
        'resetPollExceptions/unsupported',
        "The server doesn't support polling",
        "This transport doesn't support resetPollExceptions command.",
      ),
    ],
  },
] as const satisfies readonly Command[];
