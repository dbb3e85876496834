import type { FileLimits } from '../../../transports/frames.js';

/** The limits as the server words them: Widgets hand its text on, and their chat window parses it. (C28) */
export const limitsOnBus = (limits: FileLimits): string => {
  const { types, maxSize, maxTotalSize, maxFiles, usedTotalSize, usedFiles, needsAgent } = limits;
  const said = {
    'upload-file-types': types.join(':'),
    'upload-max-file-size': maxSize,
    'upload-max-total-size': maxTotalSize,
    'upload-max-files': maxFiles,
    'used-upload-max-total-size': usedTotalSize,
    'used-upload-max-files': usedFiles,
    'upload-need-agent': needsAgent,
  };
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  const userData = Object.fromEntries(known.map(([name, value]) => [name, `${value}`]));
  const notice = { type: 'Notice', text: 'file-client-cfg-get', userData };
  return JSON.stringify({ statusCode: 0, chatEnded: false, messages: [notice] });
};
