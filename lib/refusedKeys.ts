import { keysDecisions } from '../streams/foundKeys.js';
import { sameJson } from '../streams/sameJson.js';
import { type Context, tell } from './commands/context.js';
import { parseStoredChat } from './storedChat.js';

/** The server has refused the keys: another tab may have stored newer ones (E32). */
export const findKeys = async (context: Context): Promise<void> => {
  const { session, keeper } = context;
  const stored = await keeper.load(parseStoredChat);
  const { state } = session;
  if (stored && 'session' in state && !sameJson(stored.session, state.session))
    await tell(context, { kind: 'keysFound', session: stored.session }, keysDecisions);
};
