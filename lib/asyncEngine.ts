import { findAsync, keepSessionData, loadSession } from './asyncChat.js';
import { createEngine as createEngineWith, type Engine, type Parts } from './engine.js';

/** The engine, with what chats that live on need beside it. */
export const createEngine = (parts: Parts): Engine =>
  createEngineWith(parts, { findAsync, keepSessionData, loadSession });
