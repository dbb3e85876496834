import { onDemand } from '../onDemand.js';
import type { Wire } from '../transport.js';
import type { Calls } from './gmsCalls.js';
import type { GmsFiles } from './gmsFiles.js';

/** The file operations, loaded with the first that is used: most chats have no files. */
export const filesOnDemand = (call: Calls, wire: Wire, timeout?: number): GmsFiles => {
  const using = onDemand(async () => (await import('./gmsFiles.js')).gmsFiles(call, wire, timeout));
  return {
    fileLimits: using((files) => files.fileLimits),
    upload: using((files) => files.upload),
    download: using((files) => files.download),
  };
};
