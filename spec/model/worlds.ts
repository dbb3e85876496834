import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import { GmsChats, gmsServer } from './gmsChats.js';
import { httpWire } from './httpWire.js';
import type { TransportName } from './schedule.js';
import { V3Chats } from './v3Chats.js';
import type { World, WorldOptions } from './world.js';

const gmsWorld = (options: WorldOptions): World => {
  const gms = new GmsChats();
  return {
    chats: gms.chats,
    transport: () => gmsRest({ dataURL: 'https://model.example/genesys/2/chat/model' }),
    fetch: httpWire({ ...options, server: gmsServer(gms), chats: gms.chats }),
    indexOf: (_, { place }) => place,
  };
};

const v3World = (options: WorldOptions): World => {
  const { seed } = options;
  const v3 = new V3Chats({ inclusive: seed % 5 === 0, holds: seed % 2 === 0 });
  return {
    chats: v3.chats,
    transport: () => v3Rest({ dataURL: 'https://model.example/nexus/v3/chat/sessions' }),
    fetch: httpWire({ ...options, server: v3, chats: v3.chats }),
    indexOf: (chat, said) => v3.indexOf(chat, said),
  };
};

export const worlds: Readonly<Record<TransportName, (options: WorldOptions) => World>> = {
  gmsRest: gmsWorld,
  v3Rest: v3World,
  gmsCometd: gmsWorld,
};
