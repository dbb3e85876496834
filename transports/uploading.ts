import { Observable } from 'rxjs';
import type { Frame, UploadStep } from './frames.js';
import { type Exchange, type Fetch, request } from './request.js';
import type { Wire } from './transport.js';
import { xhrFetch } from './xhrFetch.js';

/**
 * Posts a form with a file of `total` bytes, as a cold Observable that says how far it is; unsubscribing aborts.
 * Only XMLHttpRequest knows what lies between nothing and all.
 */
export const uploading = (
  { fetch, XMLHttpRequest }: Wire,
  exchange: Exchange,
  total: number,
  read: (answer: unknown, exchange: Exchange) => Frame,
): Observable<UploadStep> =>
  new Observable((subscriber) => {
    // The form is a little longer than its file.
    const progress = (bytes: number) => subscriber.next({ kind: 'progress', loaded: Math.min(bytes, total), total });
    const way: Fetch = XMLHttpRequest ? xhrFetch(XMLHttpRequest, progress) : fetch;
    progress(0);
    return request(way, exchange, read).subscribe({
      next: (frame) => {
        progress(total);
        subscriber.next({ kind: 'answered', frame });
        subscriber.complete();
      },
      error: (failure) => subscriber.error(failure),
    });
  });
