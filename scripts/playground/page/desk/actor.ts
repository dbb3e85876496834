import { BehaviorSubject, combineLatest, map, type Observable } from 'rxjs';
import type { Participant, SessionFacts } from '../../../../spec/chatServer/conversation/transcriptEvent.js';
import type { Desk, Newcomer } from '../../../../spec/chatServer/desk.js';
import type { DeskView } from './deskModel.js';

/** For whom the desk speaks, in which chat. */
export interface Actor {
  readonly chatId: string;
  readonly participantId: number;
}

/** Everybody of the contact center who is in the chat now. */
export const presentIn = (chat: SessionFacts | undefined): readonly Participant[] =>
  chat && !chat.ended ? chat.participants.filter(({ role, present }) => present && role !== 'Client') : [];

/** Who speaks for the desk: whoever was chosen, or the last who came. */
export const actors = (desk: Desk, view$: Observable<DeskView>) => {
  const chosen$ = new BehaviorSubject<number | undefined>(undefined);
  const actor$ = combineLatest([view$, chosen$]).pipe(
    map(([{ chat }, chosen]): Actor | undefined => {
      const present = presentIn(chat);
      const one = present.find(({ participantId }) => participantId === chosen) ?? present.at(-1);
      return chat && one && { chatId: chat.chatId, participantId: one.participantId };
    }),
  );
  return {
    actor$,
    choose: (participantId: number) => chosen$.next(participantId),
    async join(chatId: string, newcomer: Newcomer): Promise<void> {
      chosen$.next(await desk.join(chatId, newcomer));
    },
  };
};
