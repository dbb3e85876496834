import type { Preprocessor } from '../../../../lib/index.js';
import type { Names } from './readValue.js';

const shout: Preprocessor = (message) => {
  message.text = message.text.toUpperCase();
};

const redact: Preprocessor = (message) => {
  message.text = message.text.replace(/\d/g, '•');
};

/** What can be named in options, since it cannot be typed. */
export const namedValues = (): Names =>
  new Map<string, unknown>([
    ['shout', shout],
    ['redact', redact],
    ['noteFile', new File(['A note, sent over the bus.\n'], 'note.txt', { type: 'text/plain' })],
    ['messageInput', document.querySelector('#chat textarea[name="message"]') ?? undefined],
  ]);
