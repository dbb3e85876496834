import type { Observable } from 'rxjs';
import { type Exchange, type Fetch, send } from './request.js';

/** A `request` whose answer is bytes. */
export const requestBlob = (fetch: Fetch<Response>, exchange: Exchange): Observable<Blob> =>
  send(fetch, exchange, (reply) => reply.blob());
