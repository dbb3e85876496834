import { onDemand } from '../onDemand.js';
import type { Wire } from '../transport.js';
import type { Calls } from './v3Calls.js';
import type { V3Files } from './v3Files.js';
import type { V3RestOptions } from './v3RestOptions.js';

/** The file operations, loaded with the first that is used: most chats have no files. */
export const filesOnDemand = (call: Calls, wire: Wire, options: V3RestOptions): V3Files => {
  const using = onDemand(
    () => import('./v3Files.js'),
    ({ v3Files }) => v3Files(call, wire, options),
  );
  return { upload: using((files) => files.upload), download: using((files) => files.download) };
};
