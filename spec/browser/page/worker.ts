import { createWebChatService, gmsRest, memoryStore } from '../../../lib/index.js';
import { gmsCometd } from '../../../transports/gmsCometd/index.js';

const store = memoryStore();

/** What comes of a service in a worker, by its transport. */
const outcomes = Object.entries({
  gmsRest: gmsRest({ dataURL: 'http://127.0.0.1/chat' }),
  gmsCometd: gmsCometd({ cometURL: 'http://127.0.0.1/cometd' }),
}).map(([name, transport]) => {
  try {
    void createWebChatService({ transport, store }).dispose();
    return [name, 'created'];
  } catch (error) {
    return [name, String(error)];
  }
});

postMessage(Object.fromEntries(outcomes));
