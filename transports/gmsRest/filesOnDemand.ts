import { defer, type Observable, switchMap } from 'rxjs';
import { offline } from '../request.js';
import type { Wire } from '../transport.js';
import type { Calls } from './gmsCalls.js';
import type { GmsFiles } from './gmsFiles.js';

/** The file operations, loaded with the first that is used: most chats have no files. */
export const filesOnDemand = (call: Calls, wire: Wire, timeout?: number): GmsFiles => {
  const load = () =>
    import('./gmsFiles.js').catch((cause) => {
      throw offline(cause);
    });
  const using =
    <Given extends readonly unknown[], Value>(operation: (files: GmsFiles) => (...given: Given) => Observable<Value>) =>
    (...given: Given): Observable<Value> =>
      defer(load).pipe(switchMap(({ gmsFiles }) => operation(gmsFiles(call, wire, timeout))(...given)));
  return {
    fileLimits: using((files) => files.fileLimits),
    upload: using((files) => files.upload),
    download: using((files) => files.download),
  };
};
