import { combineLatest, distinctUntilChanged, map, merge, type Observable } from 'rxjs';
import type { ChatStatus, WebChatService } from '../../../../lib/index.js';

/** What the customer's side shows. */
export type Scene = 'form' | 'starting' | 'restoring' | 'chat' | 'ended';

const sceneOf = (status: ChatStatus, hasLines: boolean, again: boolean): Scene => {
  if (status === 'starting' || status === 'restoring') return status;
  if (status !== 'idle') return 'chat';
  return hasLines && !again ? 'ended' : 'form';
};

/**
 * The scene as it changes. An ended chat stays to be read until another is asked for.
 * @param again$ another chat is asked for
 */
export const sceneOf$ = ({ state$, transcript$ }: WebChatService, again$: Observable<unknown>): Observable<Scene> => {
  const status$ = state$.pipe(
    map(({ status }) => status),
    distinctUntilChanged(),
  );
  const asked$ = merge(again$.pipe(map(() => true)), status$.pipe(map(() => false)));
  return combineLatest([status$, transcript$, asked$]).pipe(
    map(([status, transcript, asked]) => sceneOf(status, transcript.length > 0, asked)),
    distinctUntilChanged(),
  );
};
