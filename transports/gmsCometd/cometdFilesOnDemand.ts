import type { Calls } from '../gmsRest/gmsCalls.js';
import type { GmsFiles } from '../gmsRest/gmsFiles.js';
import { onDemand } from '../onDemand.js';
import type { Wire } from '../transport.js';

/** The file operations, loaded with the first that is used: most chats have no files. */
export const cometdFilesOnDemand = (call: Calls, wire: Wire, timeout?: number): GmsFiles => {
  const using = onDemand(async () => (await import('./cometdFiles.js')).cometdFiles(call, wire, timeout));
  return {
    fileLimits: using((files) => files.fileLimits),
    upload: using((files) => files.upload),
    download: using((files) => files.download),
  };
};
