import { onDemand } from '../onDemand.js';
import type { GmsFiles } from './gmsFiles.js';

/** The file operations, loaded with the first that is used: most chats have no files. */
export const filesOnDemand = <Module>(
  bring: () => Promise<Module>,
  filesOf: (module: Module) => GmsFiles,
): GmsFiles => {
  const using = onDemand(bring, filesOf);
  return {
    fileLimits: using((files) => files.fileLimits),
    upload: using((files) => files.upload),
    download: using((files) => files.download),
  };
};
