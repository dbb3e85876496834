import { defer } from 'rxjs';
import type { TakenFrame } from '../../streams/inputs.js';
import { checkGiven } from '../../transports/checkOptions.js';
import { asFailure } from '../../transports/failures.js';
import type { ServerAnswer } from '../../transports/frames.js';
import type { ChatForm, StartRequest, UserData } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import type { StartChatOptions } from '../commands.js';
import { alreadyActive } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { attaching } from './attaching.js';
import { admit, answerTo, ask, type Context, lastWordsOf, restoring, settle, tell, tellEnd } from './context.js';
import { parseUserData } from './parseUserData.js';

type Lifecycle = Pick<WebChatService, 'startChat' | 'endChat'>;

/** What goes with the start of a chat that lives on: the session data that the site has kept of the one before. */
const resumption = async (context: Context, waits: { readonly waited: boolean }): Promise<Partial<StartRequest>> => {
  const { asyncCode } = context;
  if (!asyncCode) return {};
  const session = await settle(
    context,
    defer(() => asyncCode.loadSession(context, waits)),
  );
  return { asynchronous: true, session };
};

/** Beside `form` only the fields that the reference names: whatever else is there is not the chat's. */
const formOf = ({ form, nickname, firstname, lastname, email, subject }: StartChatOptions): ChatForm => {
  const fields = Object.entries({ nickname, firstname, lastname, email, subject });
  return { ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)), ...form };
};

/** The command's data override the form's (C37); `null` and `''` count as none (C36). */
const givenUserData = ({ form, userData }: StartChatOptions): UserData | CommandRejected => {
  const under = parseUserData(form?.userData || {});
  const over = parseUserData(userData || {});
  if (under instanceof CommandRejected) return under;
  return over instanceof CommandRejected ? over : { ...under, ...over };
};

/** The messages that are still on their way go out first. */
const endChat = async (context: Context): Promise<ServerAnswer> => {
  const { state, events } = await admit(context, { kind: 'endAsked' });
  const wasPolling = events.some(({ name }) => name === 'pollingStopped');
  let words: Promise<TakenFrame | undefined> | undefined;
  const ended = context.inOrder(() => {
    const answer = ask(context, state, (session) => context.transport.end(session));
    // Together with the end, never before it (E27).
    if (wasPolling) words = lastWordsOf(context, context.session.state);
    return answer;
  });
  const failure = await ended.then(() => undefined, asFailure);
  await tellEnd(context, await words, failure);
  // A page that is reloaded from now on finds no chat (C6).
  await context.keeper.settled();
  return ended;
};

/** Commands that begin a chat and end it. */
export const lifecycle = (context: Context): Lifecycle => {
  const { session, transport } = context;
  const attach = attaching(context);
  return {
    async startChat(options = {}) {
      checkGiven('startChat', options, { form: 'object' });
      const form = formOf(options);
      const userData = givenUserData(options);
      const waited = session.state.status === 'restoring';
      await restoring(context);
      if (userData instanceof CommandRejected)
        throw session.state.status === 'idle' ? userData : new CommandRejected(alreadyActive);
      const { state } = await admit(context, { kind: 'startAsked', userData });
      let more: Partial<StartRequest> = {};
      try {
        const asked = { form, userData: attach(state.userData) };
        more = await resumption(context, { waited });
        const frame = await answerTo(context, () => transport.start({ ...asked, ...more }));
        await tell(context, { kind: 'started', session: { ...transport.noSession, ...frame.session } });
        // Whoever reloads the page now finds it.
        await context.keeper.settled();
        return frame.answer;
      } catch (error) {
        await tell(context, { kind: 'startFailed', failure: asFailure(error), session: more.session });
        throw error;
      }
    },
    endChat: () => endChat(context),
  };
};
