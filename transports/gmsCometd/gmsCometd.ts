import { filesOnDemand } from '../gmsRest/filesOnDemand.js';
import { noSession } from '../gmsRest/noSession.js';
import { onDemand } from '../onDemand.js';
import type { TransportFactory } from '../transport.js';
import type { ChatOverBayeux } from './chatOverBayeux.js';
import { cometdSettings } from './cometdSettings.js';
import type { GmsCometdOptions } from './gmsCometdOptions.js';

/**
 * Genesys Mobile Services, Chat API version 2, over CometD: the server pushes. For pages, and only with the package `cometd`
 * installed; where there is no window, the service cannot be created.
 *
 * @throws TypeError that names the option that is wrong
 * @example
 * import { gmsCometd } from 'webchat-streams/cometd';
 *
 * createWebChatService({ transport: gmsCometd({ cometURL: 'https://host/genesys/cometd' }) });
 */
export const gmsCometd = (options: GmsCometdOptions): TransportFactory => {
  const settings = cometdSettings(options);
  const { call } = settings;
  return (wire) => {
    if (typeof window === 'undefined') {
      throw new Error("gmsCometd: CometD's client needs a window: in a worker and on a server use gmsRest");
    }
    let chat: ChatOverBayeux | undefined;
    const using = onDemand(
      () => import('./chatOverCometd.js'),
      ({ chatOverCometd }) => {
        chat ??= chatOverCometd(settings, options);
        return chat;
      },
    );
    return {
      name: 'gmsCometd',
      noSession,
      start: using(({ start }) => start),
      send: using(({ send }) => send),
      end: using(({ end }) => end),
      follow: using(({ follow }) => follow),
      restore: using(({ restore }) => restore),
      history: using(({ history }) => history),
      typing: using(({ typing }) => typing),
      customNotice: using(({ customNotice }) => customNotice),
      updateUserData: using(({ updateUserData }) => updateUserData),
      ...(call &&
        filesOnDemand(
          () => import('./cometdFiles.js'),
          ({ cometdFiles }) => cometdFiles(call, wire, options.fileUploadTimeout),
        )),
    };
  };
};
