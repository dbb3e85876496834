import { NEVER } from 'rxjs';
import { bayeuxCalls } from '../../../transports/gmsCometd/bayeuxCalls.js';
import { chatOverBayeux } from '../../../transports/gmsCometd/chatOverBayeux.js';
import { cometdFiles } from '../../../transports/gmsCometd/cometdFiles.js';
import { cometdSettings } from '../../../transports/gmsCometd/cometdSettings.js';
import { filesOnDemand } from '../../../transports/gmsRest/filesOnDemand.js';
import { nodeXhr } from '../../support/nodeXhr.js';
import { type Subject, transportContract } from '../../support/transportContract.js';

const keys = { chatId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' };

const at =
  (redirects?: 'follow'): Subject['at'] =>
  (url, wire, timeout) => {
    const options = { cometURL: 'https://host/cometd', apiURL: url, ajaxTimeout: timeout };
    const { call } = cometdSettings({ ...options, ...(redirects && { redirects }) });
    return {
      ...chatOverBayeux(bayeuxCalls(NEVER, 0)),
      ...(call &&
        filesOnDemand(
          async () => cometdFiles,
          (make) => make(call, wire, timeout),
        )),
    };
  };

const subject: Subject = {
  at: at(),
  session: { sessionId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' },
  good: { statusCode: 0, ...keys, messages: [] },
  troubles: [],
  only: ['fileLimits', 'upload', 'download'],
};

transportContract('gmsCometd, its files', subject);
transportContract('gmsCometd, its files by XMLHttpRequest', {
  ...subject,
  at: (url, wire, timeout) => at('follow')(url, { ...wire, XMLHttpRequest: nodeXhr }, timeout),
  only: ['upload'],
});
