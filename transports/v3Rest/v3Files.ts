import { defer, of } from 'rxjs';
import { TransportFailure } from '../failures.js';
import { wayOut } from '../pathPart.js';
import { requestBlob } from '../requestBlob.js';
import type { Transport, Wire } from '../transport.js';
import { uploading } from '../uploading.js';
import { imageIn } from './dataUrl.js';
import { randomId } from './randomId.js';
import { v3Answer } from './v3Answer.js';
import type { Calls } from './v3Calls.js';
import type { V3RestOptions } from './v3RestOptions.js';

export type V3Files = Required<Pick<Transport, 'upload' | 'download'>>;

/** The file operations of the v3 API; a content's url is relative to `dataURL` without `/sessions`. */
export const v3Files = (call: Calls, wire: Wire, { dataURL, fileUploadTimeout = 0 }: V3RestOptions): V3Files => ({
  upload: (session, upload) => {
    const exchange = call(session, 'POST', 'images', {}, fileUploadTimeout);
    // Its Content-Type fetch writes: only it knows the boundary.
    const { 'content-type': _, ...headers } = exchange.init.headers;
    const body = new FormData();
    body.append('file', upload.file, upload.name);
    body.append('operationId', randomId());
    return uploading(wire, { ...exchange, init: { ...exchange.init, headers, body } }, upload, v3Answer);
  },
  download: (session, fileId) =>
    defer(() => {
      // What a bus hands out in place of the address. (B21)
      const image = imageIn(fileId);
      if (image) return of(image);
      const url = contentUrl(dataURL, fileId);
      return requestBlob(wire.patientFetch, { ...call(session, 'GET', '', {}, fileUploadTimeout), url });
    }),
});

/**
 * The address of a file, as a path of the chat's server or in full: the session's token is sent only to the origin of the chat.
 *
 * @throws TransportFailure `Refused` for an address anywhere else
 */
export const contentUrl = (dataURL: string, fileId: string): string => {
  // A URL is read without these three.
  if (wayOut.test(fileId.replace(/[\t\n\r]/g, ''))) throw elsewhere();
  // A dataURL may be relative to its page; the addresses of files on a bus never are (B21).
  const base = new URL(dataURL, globalThis.document?.baseURI ?? globalThis.location?.href).href;
  if (!/^\s*([a-z][a-z\d+.-]*:|[\\/]{2})/i.test(fileId)) {
    return `${base.replace(/(\/sessions)?\/*$/, '')}/${fileId.replace(/^[\\/\s]+/, '')}`;
  }
  try {
    const { href } = new URL(fileId, base);
    if (href.startsWith(`${new URL(base).origin}/`)) return href;
  } catch {}
  throw elsewhere();
};

const elsewhere = (): TransportFailure =>
  new TransportFailure('Refused', "The file is not where the chat is: fileId must be a path, or of dataURL's origin");
