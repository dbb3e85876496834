import { onDemand } from '../onDemand.js';
import type { Transport, Wire } from '../transport.js';
import type { Calls } from './v3Calls.js';
import type { V3Files } from './v3Files.js';
import type { V3RestOptions } from './v3RestOptions.js';

/** What few chats use, loaded with the first use: files, and what only a bus asks for. */
export const filesOnDemand = (
  call: Calls,
  wire: Wire,
  options: V3RestOptions,
): V3Files & Pick<Required<Transport>, 'enrich'> => {
  const using = onDemand(
    () => import('./v3Files.js'),
    ({ v3Files }) => v3Files(call, wire, options),
  );
  const enriching = onDemand(
    () => import('./enrichMessage.js'),
    ({ enrichMessage }) => enrichMessage(call, wire, options),
  );
  return {
    upload: using((files) => files.upload),
    download: using((files) => files.download),
    enrich: enriching(({ enrich }) => enrich),
  };
};
