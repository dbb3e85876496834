import { Observable } from 'rxjs';

/** What tells its events: a page, a part of it, a signal. */
export type Target = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** A target's events; it is listened to while somebody is subscribed. */
export const listen = (target: Target, name: string): Observable<unknown> =>
  new Observable((subscriber) => {
    const hear = (event: unknown) => subscriber.next(event);
    target.addEventListener(name, hear);
    return () => target.removeEventListener(name, hear);
  });
