import { defer, type Observable } from 'rxjs';
import { isServerTrouble } from '../failures.js';
import type { Frame } from '../frames.js';
import { jsonText } from '../json.js';
import { request } from '../request.js';
import type { PollRequest, TransportFactory, Wire } from '../transport.js';
import { filesOnDemand } from './filesOnDemand.js';
import { gmsAnswer, startAnswer } from './gmsAnswer.js';
import { type Calls, gmsCalls } from './gmsCalls.js';
import type { GmsRestOptions } from './gmsRestOptions.js';
import { noSession } from './noSession.js';
import { startFields } from './startFields.js';

/**
 * Genesys Mobile Services, Chat API version 2, over REST: the reference's "v2".
 *
 * @throws TypeError that names the option that is wrong
 * @example
 * createWebChatService({ transport: gmsRest({ dataURL: 'https://host/genesys/2/chat/customer-support' }) });
 */
export const gmsRest = (options: GmsRestOptions): TransportFactory => {
  const call = gmsCalls(options);
  const { endpoint, fileUploadTimeout } = options;
  return (wire) => {
    const asking =
      (fetch: Wire['fetch']) =>
      (...to: Parameters<Calls>): Observable<Frame> =>
        defer(() => request(fetch, call(...to), to[1] ? gmsAnswer : startAnswer));
    const ask = asking(wire.fetch);
    const askPatiently = asking(wire.patientFetch);
    return {
      name: 'gmsRest',
      noSession,
      isPollException: isServerTrouble,
      start: (request) => ask(noSession, '', { ...startFields(request), ...(endpoint && { endpoint }) }),
      send: (session, { message, type: messageType = 'text', parentMessageID: id }) =>
        ask(session, 'send', {
          message,
          messageType,
          ...(id && asText({ 'general-properties': { 'related-event-id': id } })),
        }),
      end: (session) => ask(session, 'disconnect'),
      restore: (session) => askPatiently(session, 'refresh', since({})),
      poll: (session, request) => ask(session, 'refresh', since(request)),
      typing: (session, notice) => ask(session, notice.isTyping ? 'startTyping' : 'stopTyping', since(notice)),
      customNotice: (session, { message, eventAttributes }) =>
        ask(session, 'customNotice', {
          ...(message !== undefined && { message }),
          ...(eventAttributes && asText(eventAttributes)),
        }),
      updateUserData: (session, userData) => ask(session, 'updateData', { userData }),
      ...filesOnDemand(
        () => import('./gmsFiles.js'),
        ({ gmsFiles }) => gmsFiles(call, wire, fileUploadTimeout),
      ),
    };
  };
};

/** From behind the last index on; an empty preview is sent too. */
const since = ({ after = 0, preview: message = '' }: PollRequest) => ({
  transcriptPosition: Number(after) + 1,
  message,
});

const asText = (eventAttributes: unknown) => ({ eventAttributes: jsonText(eventAttributes) });
