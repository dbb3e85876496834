import type { WebChatService } from '../service.js';
import { type Context, loaded } from './context.js';

type Files = Pick<WebChatService, 'sendFile' | 'downloadFile' | 'getFileLimits'>;

/** The commands about files; what they need is loaded with the first of them that is called. */
export const filesOnDemand = (context: Context): Files => {
  const load = async (): Promise<Files> => (await loaded(context, () => import('./files.js'))).files(context);
  return {
    sendFile: async (options) => (await load()).sendFile(options),
    downloadFile: async (options) => (await load()).downloadFile(options),
    getFileLimits: async () => (await load()).getFileLimits(),
  };
};
