import type { BroughtFile } from '../conversation/fileShelf.js';
import type { Answer } from './answer.js';

/** A file as a download. */
export const fileAnswer = ({ name, type, bytes }: BroughtFile): Answer => ({
  status: 200,
  body: bytes,
  headers: {
    'Content-Type': /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream',
    // Through a Buffer: half a surrogate pair in a name would make encodeURIComponent throw.
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(Buffer.from(name).toString())}`,
    'X-Content-Type-Options': 'nosniff',
  },
});
