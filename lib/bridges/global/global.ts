import { gmsRest } from '../../../transports/gmsRest/gmsRest.js';
import { createWebChatService } from '../../createWebChatService.js';
import { readWidgetsConfig } from '../widgets/readWidgetsConfig.js';
import { startWidgets, type TransportsToLoad } from '../widgets/startWidgets.js';
import { partsBeside } from './parts.js';

// Where the other files look for this one's modules, under the name that the build writes into them.
const meeting = Symbol.for('webchat-streams.parts');
if (meeting in globalThis) throw new Error('webchat-streams: this page has the script already; load one script only.');
Object.assign(globalThis, { [meeting]: partsBeside(document) });

/** Each in a file of its own. */
const load: TransportsToLoad = {
  gmsCometd: () => import('../../../transports/gmsCometd/gmsCometd.js'),
  v3Rest: () => import('../../../transports/v3Rest/v3Rest.js'),
};

Object.assign(window, {
  WebChatStreams: {
    createWebChatService,
    gmsRest,
    load,
    readWidgetsConfig,
    ...startWidgets(window, load),
  },
});
