import { Observable } from 'rxjs';

/** Emits once after so many ms. RxJS's `timer` brings the code of its schedulers along, which nothing here needs. */
export const timer = (ms: number): Observable<0> =>
  new Observable((subscriber) => {
    const id = setTimeout(() => {
      subscriber.next(0);
      subscriber.complete();
    }, ms);
    return () => clearTimeout(id);
  });
