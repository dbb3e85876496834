import type { SessionData } from '../frames.js';
import { pathPart } from '../pathPart.js';
import { type Exchange, request } from '../request.js';
import { requestBlob } from '../requestBlob.js';
import type { Transport, Upload, Wire } from '../transport.js';
import { uploading } from '../uploading.js';
import { gmsAnswer } from './gmsAnswer.js';
import type { Calls } from './gmsCalls.js';
import { parseFileLimits } from './parseFileLimits.js';

export type GmsFiles = Required<Pick<Transport, 'fileLimits' | 'upload' | 'download'>>;

/** The file operations of GMS Chat API v2 over REST; `timeout` is for the files themselves. */
export const gmsFiles = (call: Calls, wire: Wire, timeout = 0): GmsFiles => ({
  fileLimits: (session) => {
    const exchange = inParts(call(session, 'file/limits'), session);
    return request(wire.patientFetch, exchange, (answer, reading) => parseFileLimits(gmsAnswer(answer, reading)));
  },
  upload: (session, upload) => {
    const exchange = inParts(call(session, 'file', {}, timeout), session, upload);
    return uploading(wire, exchange, upload, gmsAnswer);
  },
  download: (session, fileId) =>
    requestBlob(wire.patientFetch, call(session, `file/${pathPart(fileId)}/download`, {}, timeout)),
});

/** The same with the keys in a form of parts, whose Content-Type fetch writes: only it knows the boundary. */
const inParts = (exchange: Exchange, session: SessionData, upload?: Upload): Exchange => {
  const { 'Content-Type': _, ...headers } = exchange.init.headers;
  const { alias = '', userId = '', secureKey = '' } = session;
  const body = new FormData();
  if (upload) body.append('file', upload.file, upload.name);
  body.append('alias', alias);
  body.append('userId', userId);
  body.append('secureKey', secureKey);
  return { ...exchange, init: { ...exchange.init, headers, body } };
};
