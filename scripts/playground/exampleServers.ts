import type { Servers } from './shared/servers.js';

/** What addresses look like. */
export const exampleServers = {
  gmsRest: 'https://gms.example.com/genesys/2/chat/customer-support',
  v3Rest: 'https://gms.example.com/nexus/v3/chat/sessions',
  gmsCometd: 'https://gms.example.com/genesys/cometd',
  files: 'https://gms.example.com/genesys/2/chat-ntf',
} as const satisfies Required<Servers>;
