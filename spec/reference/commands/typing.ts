import { type Command, fails, resolves, says } from '../row.js';

const file = 'lib/commands/typing.ts';

/** What the customer is about to say. */
export const typing = [
  {
    name: 'sendTyping',
    ours: 'service.sendTyping',
    file,
    rows: [
      resolves('sendTyping/sent', 'AJAX request is successful', '(AJAX Response Object)'),
      fails('sendTyping/failure', 'AJAX exception occurs'),
      says('sendTyping/noSession', 'No chat session is currently active', 'There is no active chat session'),
      says(
        'sendTyping/unsupported',
        "The server doesn't support typing notices",
        "This transport doesn't support sendTyping command.",
        { ruling: 'C29' },
      ),
    ],
  },
  {
    name: 'registerTypingPreviewInput',
    ours: 'service.registerTypingPreviewInput',
    file,
    rows: [
      resolves('registerTypingPreviewInput/registered', 'Valid HTML input reference is provided', 'n/a'),
      says(
        'registerTypingPreviewInput/invalid',
        'Invalid or missing HTML input reference',
        "Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.",
      ),
    ],
  },
] as const satisfies readonly Command[];
