import { EMPTY, filter, map, type Observable, switchMap, tap } from 'rxjs';
import { merge } from '../../streams/merge.js';
import { typingBursts } from '../../streams/operators/typingBursts.js';
import { activeOf } from '../../streams/state.js';
import { checkGiven } from '../../transports/checkOptions.js';
import type { ServerAnswer } from '../../transports/frames.js';
import { CommandRejected } from '../commandRejected.js';
import { noTyping } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, ask, type Context, loaded, reportTo } from './context.js';

type Typing = Pick<WebChatService, 'sendTyping' | 'registerTypingPreviewInput'>;

/** Quiet for so long, in ms, and the customer no longer writes. */
const quiet = 2000;

/** The text in the registered typing input; `''` if there is none. */
export const previewOf = ({ preview$ }: Context): string => preview$.value?.text() ?? '';

/** The first call announces, further ones only put the stop off. The stop carries the text of the last of them (C39). */
const notify = async (context: Context, isTyping: boolean, text?: string): Promise<ServerAnswer | undefined> => {
  const { transport, typed } = context;
  const { typing } = transport;
  if (isTyping) typed.text = text;
  const preview = text ?? typed.text ?? previewOf(context);
  if (!typing) throw new CommandRejected(noTyping);
  const { state, events } = await admit(context, { kind: isTyping ? 'typingAsked' : 'typingPaused' });
  if (events.length === 0) return undefined;
  const after = activeOf(state)?.lastIndex;
  return ask(context, state, (session) => typing(session, { isTyping, preview, after }));
};

/** Commands that show the agent what the customer is about to say. */
export const typing = (context: Context): Typing => ({
  async sendTyping(options = {}) {
    checkGiven('sendTyping', options, { message: 'string', Message: 'string', isTyping: 'boolean' });
    const { message, Message = message, isTyping = true } = options;
    return notify(context, isTyping, Message);
  },
  async registerTypingPreviewInput(options) {
    // Loaded with the first: many a page shows no preview.
    const { typingInput } = await loaded(context, () => import('../bridges/typingInput.js'));
    context.preview$.next(typingInput(options?.input, reportTo(context)));
  },
});

/** Tells the server of what is typed, and when it has paused. Subscribed for as long as the service lives. */
export const typingNotices = (context: Context): Observable<unknown> => {
  const pauses$ = context.session.steps$.pipe(
    filter(({ input, state }) => input.kind === 'typingAsked' || !activeOf(state)?.typing),
    map(({ state }) => activeOf(state)?.typing === true),
    typingBursts(quiet),
  );
  return merge(context.preview$.pipe(switchMap((input) => input?.typed$ ?? EMPTY)), pauses$).pipe(
    tap((text) => {
      // Writing before or after a chat is nobody's business.
      notify(context, typeof text === 'string').catch(() => undefined);
    }),
  );
};
