import type { FileLimits, Frame } from '../frames.js';
import { numberOf, textOf } from '../json.js';

/** The limits in the notice that answers file/limits; none where it says nothing of them. */
export const parseFileLimits = ({ entries }: Frame): FileLimits => {
  const said = entries.find(({ message }) => message.userData)?.message.userData ?? {};
  const limit = (name: string) => numberOf(said[`upload-max-${name}`]);
  const used = (name: string) => numberOf(said[`used-upload-max-${name}`]);
  return {
    types: textOf(said['upload-file-types'])
      .toLowerCase()
      .split(/[:.\s]+/)
      .filter(Boolean),
    maxSize: limit('file-size'),
    maxTotalSize: limit('total-size'),
    maxFiles: limit('files'),
    usedTotalSize: used('total-size'),
    usedFiles: used('files'),
    needsAgent: textOf(said['upload-need-agent']) === 'true',
  };
};
