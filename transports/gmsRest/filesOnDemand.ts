import { onDemand } from '../onDemand.js';
import type { GmsFiles } from './gmsFiles.js';

/** The file operations, loaded with the first that is used: most chats have no files. */
export const filesOnDemand = (load: () => Promise<GmsFiles>): GmsFiles => {
  const using = onDemand(load);
  return {
    fileLimits: using((files) => files.fileLimits),
    upload: using((files) => files.upload),
    download: using((files) => files.download),
  };
};
