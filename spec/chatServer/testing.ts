// The front door of `webchat-streams/testing`: a chat server with its agent's side and bad weather, and a transport in memory.

export {
  frameOf,
  messageOf,
  type Part,
  type PartOf,
  type Script,
  type Scripted,
  type ScriptedAnswer,
  type ScriptedCall,
  type ScriptedMethod,
  scripted,
  scriptedSession,
} from '../../transports/scripted.js';
export { type BayeuxChatServer, type ChatServer, type ChatServerOptions, startChatServer } from './chatServer.js';
export type { ChatLimits } from './conversation/limits.js';
export type * from './conversation/transcriptEvent.js';
export type * from './desk.js';
export { type ConnectedDesk, connectDesk } from './deskClient.js';
export { type ScriptedAgent, type ScriptedAgentOptions, scriptedAgent } from './scriptedAgent.js';
export type * from './weather.js';
