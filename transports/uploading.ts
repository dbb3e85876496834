import { Observable } from 'rxjs';
import type { Frame, UploadStep } from './frames.js';
import { type Exchange, type Fetch, type Read, request } from './request.js';
import type { Upload, Wire } from './transport.js';
import { xhrFetch } from './xhrFetch.js';

/**
 * Posts a form with a file, as a cold Observable that reports how much of it is sent; unsubscribing aborts.
 * Only XMLHttpRequest reports more than the start and the end. But it follows every redirect, with the keys:
 * it is used if somebody watches the progress, or if redirects may be followed. (O20)
 */
export const uploading = (
  { fetch, XMLHttpRequest }: Wire,
  exchange: Exchange,
  { file: { size: total }, progress: watched }: Upload,
  read: Read<Frame>,
): Observable<UploadStep> =>
  new Observable((subscriber) => {
    // The form is a little longer than its file.
    const progress = (bytes: number) => subscriber.next({ kind: 'progress', loaded: Math.min(bytes, total), total });
    const follows = watched || exchange.init.redirect === 'follow';
    const way: Fetch = XMLHttpRequest && follows ? xhrFetch(XMLHttpRequest, progress) : fetch;
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
