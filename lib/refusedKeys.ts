import { keysDecisions } from '../streams/foundKeys.js';
import { sameJson } from '../streams/sameJson.js';
import { type Context, tell } from './commands/context.js';
import { parseStoredChat } from './storedChat.js';

/** The server has refused the keys: another tab may have stored newer ones (E32). */
export const findKeys = async (context: Context): Promise<void> => {
  const { session, keeper } = context;
  const stored = await keeper.load(parseStoredChat);
  const { state } = session;
  if (!stored || !('session' in state)) return;
  // Keys that were refused before are not new: otherwise two refused pairs would replace each other for ever.
  const known = [state.session, state.otherKeys].some((keys) => sameJson(keys, stored.session));
  if (!known) await tell(context, { kind: 'keysFound', session: stored.session }, keysDecisions);
};
