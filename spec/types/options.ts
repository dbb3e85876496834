import { createWebChatService } from '../../lib/createWebChatService.js';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';

const dataURL = 'http://localhost/genesys/2/chat/customer-support';
const transport = gmsRest({ dataURL });

/** What the compiler must refuse, and what it must know, about options. Compiled, never run. */
export const optionTypes = (): unknown[] => [
  createWebChatService({ transport }),
  createWebChatService({ transport, store: new Map<string, string>(), restore: 'manual', restoreTimeout: 5000 }),
  createWebChatService({ transport, environment: { fetch: globalThis.fetch, now: Date.now } }),
  // @ts-expect-error a transport is needed
  createWebChatService({}),
  // @ts-expect-error a transport is made by its function, not named
  createWebChatService({ transport: 'gmsRest' }),
  // @ts-expect-error ms are a number
  createWebChatService({ transport, restoreTimeout: '60s' }),
  // @ts-expect-error a misspelt option
  createWebChatService({ transport, pollExceptionLimits: 5 }),
  // @ts-expect-error one of the two
  createWebChatService({ transport, restore: 'never' }),
  gmsRest({ dataURL, apikey: 'key', endpoint: 'chat', ajaxTimeout: 3000, xhrFields: { withCredentials: true } }),
  // @ts-expect-error a misspelt option
  gmsRest({ dataUrl: dataURL }),
];
