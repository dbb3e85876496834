import { from, of } from 'rxjs';
import type { SessionState } from '../../streams/state.js';
import { checkGiven } from '../../transports/checkOptions.js';
import { asFailure } from '../../transports/failures.js';
import type { Frame } from '../../transports/frames.js';
import type { Transport } from '../../transports/transport.js';
import { inOrder } from '../inOrder.js';
import { alreadyActive, CommandRejected, malformedUserData, nothingToRestore, noVerifySession } from '../rejections.js';
import type { WebChatService } from '../service.js';
import type { StoredChat } from '../sessionKeeper.js';
import { admit, answerTo, type Context, keysOf, restoring, settle, tell } from './context.js';
import { parseUserData } from './parseUserData.js';

type Lifecycle = Pick<WebChatService, 'startChat' | 'endChat'>;
type Restoring = Pick<WebChatService, 'restore' | 'verifySession'>;

/** Commands that begin a chat and end it. */
export const lifecycle = (context: Context): Lifecycle => {
  const { session, transport, settings } = context;
  return {
    async startChat(options = {}) {
      checkGiven('startChat', options, { form: 'object' });
      const { form: under, userData: given = {}, ...fields } = options;
      const form = { ...fields, ...under };
      const userData = parseUserData(given);
      const facts = settings.environment.pageFacts();
      await restoring(context);
      if (!userData) throw new CommandRejected(session.state.status === 'idle' ? malformedUserData : alreadyActive);
      const { state } = await admit(context, { kind: 'startAsked', userData });
      const language = settings.language && { GCTI_LanguageCode: settings.language };
      const attached = { ...language, ...state.userData, ...facts };
      try {
        const frame = await answerTo(context, () => transport.start({ form, userData: attached }));
        await tell(context, { kind: 'started', session: { ...transport.noSession, ...frame.session } });
        return frame.answer;
      } catch (error) {
        await tell(context, { kind: 'startFailed', failure: asFailure(error) });
        throw error;
      }
    },
    /** The messages that are still on their way go out first. */
    async endChat() {
      const { state } = await admit(context, { kind: 'endAsked' });
      const ended = context.inOrder(() => answerTo(context, () => transport.end(keysOf(context, state))));
      const failure = await ended.then(() => undefined, asFailure);
      await tell(context, { kind: 'endAnswered', failure });
      return (await ended).answer;
    },
  };
};

const emptyFrame: Frame = { entries: [], chatEnded: false, answer: {} };

/** Goes on with the chat that was kept, if its server does. */
const goOn = async (
  context: Context,
  ask: NonNullable<Transport['restore']>,
  { session, filters }: StoredChat,
): Promise<void> => {
  const take = async (said: Frame, offline: boolean) => {
    const frame = await settle(context, of(said).pipe(context.takeIn));
    await tell(context, { kind: 'restored', session, frame, offline });
  };
  await tell(context, { kind: 'filtersGiven', filters });
  try {
    const frame = await answerTo(context, () => ask(session));
    if (!frame.chatEnded) return await take(frame, false);
    await tell(context, { kind: 'restoreOverdue' });
  } catch (error) {
    const failure = asFailure(error);
    if (failure.statusCode === 1) return await take(failure.frame ?? emptyFrame, true);
    await tell(context, failure.frame?.chatEnded ? { kind: 'restoreOverdue' } : { kind: 'restoreFailed', failure });
    throw error;
  }
  throw new CommandRejected(nothingToRestore);
};

/** Commands about a chat that was left. */
export const restoration = (context: Context): Restoring => {
  const { session, transport, settings, keeper } = context;
  const ask = transport.restore;
  const row = inOrder();
  const isIn = (status: SessionState['status']) => session.state.status === status;
  /** The stored chat, unless it has been left for too long or something else began meanwhile. */
  const find = async (status: SessionState['status']) => {
    const stored = ask && (await settle(context, from(keeper.load())));
    if (!isIn(status)) return undefined;
    if (stored && settings.environment.now() - stored.alive < settings.restoreTimeout) return stored;
    await tell(context, { kind: stored ? 'restoreOverdue' : 'nothingStored' });
    return undefined;
  };
  return {
    async restore() {
      await admit(context, { kind: 'restoreAsked' });
      const stored = await find('restoring');
      if (!ask || !stored) throw new CommandRejected(nothingToRestore);
      await goOn(context, ask, stored);
    },
    // One after the other, so that an overdue chat is cleared, and told of, once.
    verifySession: () =>
      row(async () => {
        if (!ask) throw new CommandRejected(noVerifySession);
        await restoring(context);
        const stored = isIn('idle') && (await find('idle'));
        return { sessionActive: !!stored || !isIn('idle') };
      }),
  };
};
