import { defer } from 'rxjs';
import { brought } from '../../transports/brought.js';
import { checkGiven } from '../../transports/checkOptions.js';
import { asFailure } from '../../transports/failures.js';
import type { ChatForm, StartRequest, UserData } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import type { StartChatOptions } from '../commands.js';
import { pageFacts } from '../pageFacts.js';
import { alreadyActive } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, answerTo, type Context, keysOf, restoring, settle, tell } from './context.js';
import { parseUserData } from './parseUserData.js';

type Lifecycle = Pick<WebChatService, 'startChat' | 'endChat'>;

/** What goes with the start of a chat that lives on: the session data that the site has kept of the one before. */
const resumption = async (context: Context, waits: { readonly waited: boolean }): Promise<Partial<StartRequest>> => {
  if (!context.settings.async) return {};
  const { loadSession } = await settle(
    context,
    defer(() => brought(() => import('../asyncChat.js'))),
  );
  return {
    asynchronous: true,
    session: await settle(
      context,
      defer(() => loadSession(context, waits)),
    ),
  };
};

/** Beside `form` only the fields that the reference names: whatever else is there is not the chat's. */
const formOf = ({ form, nickname, firstname, lastname, email, subject }: StartChatOptions): ChatForm => {
  const fields = Object.entries({ nickname, firstname, lastname, email, subject });
  return { ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)), ...form };
};

/** What is attached to a chat. @throws CommandRejected for what the options, or facts of the site's own, have that cannot be sent */
const attached = ({ settings: { language } }: Context, kept: UserData, facts: UserData): UserData => {
  const userData = parseUserData({ ...(language && { GCTI_LanguageCode: language }), ...kept, ...facts });
  if (userData instanceof CommandRejected) throw userData;
  return userData;
};

/** Commands that begin a chat and end it. */
export const lifecycle = (context: Context): Lifecycle => {
  const { session, transport, settings } = context;
  return {
    async startChat(options = {}) {
      checkGiven('startChat', options, { form: 'object' });
      const { userData: given = {} } = options;
      const form = formOf(options);
      const userData = parseUserData(given);
      const facts = (settings.environment.pageFacts ?? pageFacts)();
      const waited = session.state.status === 'restoring';
      await restoring(context);
      if (userData instanceof CommandRejected)
        throw session.state.status === 'idle' ? userData : new CommandRejected(alreadyActive);
      const { state } = await admit(context, { kind: 'startAsked', userData });
      let more: Partial<StartRequest> = {};
      try {
        more = await resumption(context, { waited });
        const request = { form, userData: attached(context, state.userData, facts), ...more };
        const frame = await answerTo(context, () => transport.start(request));
        await tell(context, { kind: 'started', session: { ...transport.noSession, ...frame.session } });
        // Whoever reloads the page now finds it.
        await context.keeper.settled();
        return frame.answer;
      } catch (error) {
        await tell(context, { kind: 'startFailed', failure: asFailure(error), session: more.session });
        throw error;
      }
    },
    /** The messages that are still on their way go out first. */
    async endChat() {
      const { state } = await admit(context, { kind: 'endAsked' });
      const ended = context.inOrder(() => answerTo(context, () => transport.end(keysOf(context, state))));
      const failure = await ended.then(() => undefined, asFailure);
      await tell(context, { kind: 'endAnswered', failure });
      // Whoever reloads the page now finds nothing any more.
      await context.keeper.settled();
      return (await ended).answer;
    },
  };
};
