import { BehaviorSubject, filter, firstValueFrom, map } from 'rxjs';
import { CommandRejected } from '../../commandRejected.js';
import type { WebChatService } from '../../service.js';
import { invalidConfiguration } from '../busRejections.js';

/** A service, or why there is none. */
type Outcome = { readonly service: WebChatService } | { readonly refusal: unknown };

/** A service that is waited for, since its page has yet to configure it. */
export interface ServiceToCome {
  /** Waits; rejects with why there is none. */
  service(): Promise<WebChatService>;
  /** Makes it, and lets everybody wait meanwhile; where that fails, those who wait are told so, and it fails. */
  make(create: () => WebChatService | Promise<WebChatService>): Promise<void>;
  /** No configuration will come by itself: nobody is to wait for it any longer. `false` where one has come. */
  giveUp(): boolean;
}

export const serviceToCome = (): ServiceToCome => {
  const outcome$ = new BehaviorSubject<Outcome | undefined>(undefined);
  let isMaking = false;
  return {
    service: () =>
      firstValueFrom(
        outcome$.pipe(
          filter((outcome) => outcome !== undefined),
          map((outcome) => {
            if ('refusal' in outcome) throw outcome.refusal;
            return outcome.service;
          }),
        ),
      ),
    async make(create) {
      isMaking = true;
      outcome$.next(undefined);
      try {
        outcome$.next({ service: await create() });
      } catch (refusal) {
        outcome$.next({ refusal });
        throw refusal;
      } finally {
        isMaking = false;
      }
    },
    giveUp() {
      if (outcome$.value || isMaking) return false;
      outcome$.next({ refusal: new CommandRejected(invalidConfiguration) });
      return true;
    },
  };
};
