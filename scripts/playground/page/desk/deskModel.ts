import { BehaviorSubject, type Observable } from 'rxjs';
import type {
  ChatChange,
  SessionFacts,
  TranscriptEvent,
} from '../../../../spec/chatServer/conversation/transcriptEvent.js';
import type { Desk } from '../../../../spec/chatServer/desk.js';

/** What the desk sees. */
export interface DeskView {
  /** Oldest first. */
  readonly chats: readonly SessionFacts[];
  /** The chat that is looked at; `undefined` before the first. */
  readonly chat?: SessionFacts;
  readonly events: readonly TranscriptEvent[];
  /** What the customer has typed and not sent. */
  readonly preview: string;
  readonly customerTypes: boolean;
}

export interface DeskModel {
  readonly view$: Observable<DeskView>;
  choose(chatId: string): void;
}

const nothing: DeskView = { chats: [], events: [], preview: '', customerTypes: false };

const typesAfter = (view: DeskView, { type, from }: TranscriptEvent): boolean => {
  if (from.type !== 'Client') return view.customerTypes;
  return type === 'TypingStarted' || (view.customerTypes && type !== 'TypingStopped' && type !== 'Message');
};

const withEvent = (view: DeskView, event: TranscriptEvent): DeskView => ({
  ...view,
  events: event.index > (view.events.at(-1)?.index ?? 0) ? [...view.events, event] : view.events,
  customerTypes: typesAfter(view, event),
  preview: event.from.type === 'Client' && event.type === 'Message' ? '' : view.preview,
});

/** What the chat server's desk sees, kept up to date while the page is in sight. */
export const deskModel = (desk: Desk): DeskModel => {
  const view$ = new BehaviorSubject(nothing);
  const set = (change: Partial<DeskView>): void => view$.next({ ...view$.value, ...change });

  let wanted: string | undefined;
  let looks = 0;

  const look = async (chatId: string | undefined): Promise<void> => {
    wanted = chatId;
    looks += 1;
    const turn = looks;
    const chats = await desk.sessions();
    const chat = chats.find((each) => each.chatId === chatId) ?? chats.filter(({ ended }) => !ended).at(-1);
    const events = chat ? await desk.transcript(chat.chatId) : [];
    // Whoever looked later has seen more.
    if (turn !== looks) return;
    if (!chat) return set({ ...nothing, chats });
    const same = view$.value.chat?.chatId === chat.chatId;
    set({ chats, chat, events, ...(same ? {} : { preview: '', customerTypes: false }) });
  };
  const quietLook = (chatId = wanted ?? view$.value.chat?.chatId): void => void look(chatId).catch(() => undefined);

  const take = (change: ChatChange): void => {
    const here = view$.value.chat?.chatId;
    if (change.kind === 'started') quietLook(change.chatId);
    // A look that is under way may have been too early to see it.
    else if (change.chatId === wanted && wanted !== here) quietLook();
    if (change.chatId !== here) return;
    if (change.kind === 'preview') set({ preview: change.text });
    if (change.kind === 'event') {
      view$.next(withEvent(view$.value, change.event));
      if (change.event.type.startsWith('Participant')) quietLook();
    }
    if (change.kind === 'ended') quietLook();
  };
  watchInSight(desk, take, () => quietLook());
  return { view$: view$.asObservable(), choose: quietLook };
};

/** A page out of sight keeps no connection open: browsers allow only a few to one server. */
const watchInSight = (desk: Desk, take: (change: ChatChange) => void, look: () => void): void => {
  let watching: Promise<() => void> | undefined;
  const follow = (): void => {
    if (document.hidden) {
      watching?.then((stop) => stop()).catch(() => undefined);
      watching = undefined;
    } else if (!watching) {
      watching = desk.watch(take);
      watching.then(look).catch(() => undefined);
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
};
