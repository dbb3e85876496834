import { defer, ReplaySubject, share, timer } from 'rxjs';
import { bayeuxCalls } from '../../transports/gmsCometd/bayeuxCalls.js';
import { chatOverBayeux } from '../../transports/gmsCometd/chatOverBayeux.js';
import { cometdSettings } from '../../transports/gmsCometd/cometdSettings.js';
import { connect } from '../../transports/gmsCometd/connect.js';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import type { TransportName } from '../reference/abilities.js';
import { BayeuxServer, channelName } from './bayeuxServer.js';
import { GmsChats, gmsServer } from './gmsChats.js';
import { httpWire } from './httpWire.js';
import { V3Chats } from './v3Chats.js';
import type { World, WorldOptions } from './world.js';

const gmsWorld = (options: WorldOptions): World => {
  const gms = new GmsChats();
  return {
    chats: gms.chats,
    polled: true,
    transport: () => gmsRest({ dataURL: 'https://model.example/genesys/2/chat/model' }),
    fetch: httpWire({ ...options, server: gmsServer(gms), chats: gms.chats }),
    indexOf: (_, { place }) => place,
  };
};

const v3World = (options: WorldOptions): World => {
  const { seed } = options;
  // Where an index asks for what stands at it, too, the page does without: then the server alone knows what is new.
  const inclusive = seed % 5 === 0;
  const v3 = new V3Chats({ inclusive, holds: seed % 2 === 0 });
  return {
    chats: v3.chats,
    polled: true,
    transport: () => v3Rest({ dataURL: 'https://model.example/nexus/v3/chat/sessions' }),
    fetch: httpWire({ ...options, server: v3, chats: v3.chats, careful: inclusive }),
    indexOf: (chat, said) => v3.indexOf(chat, said),
  };
};

const settings = cometdSettings({ cometURL: 'https://model.example/genesys/cometd', channel: channelName });

/** As gmsCometd is put together, with a client in memory in place of the one of the package. */
const cometdWorld = (options: WorldOptions): World => {
  const gms = new GmsChats();
  const server = new BayeuxServer({ ...options, gms, longPolling: options.seed % 2 === 0 });
  const transport = () => {
    const connection$ = defer(() => connect(server.connect(), settings)).pipe(
      share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: () => timer(1000) }),
    );
    return chatOverBayeux(bayeuxCalls(connection$, settings.ajaxTimeout));
  };
  return {
    chats: gms.chats,
    polled: false,
    transport: () => transport,
    pageGone: () => server.pageGone(),
    fetch: () => Promise.reject(new Error('nothing is asked over HTTP')),
    indexOf: (_, { place }) => place,
  };
};

export const worlds: Readonly<Record<TransportName, (options: WorldOptions) => World>> = {
  gmsRest: gmsWorld,
  v3Rest: v3World,
  gmsCometd: cometdWorld,
};
