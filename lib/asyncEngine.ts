import { findAsync, keepSessionData, loadSession } from './asyncChat.js';
import { createEngine as createEngineWith, type Engine, type Parts } from './engine.js';

/** The engine, and the code that asynchronous chats need in addition. */
export const createEngine = (parts: Parts): Engine =>
  createEngineWith(parts, { findAsync, keepSessionData, loadSession });
