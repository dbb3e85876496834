import type { SessionData } from '../frames.js';
import { gmsAnswer } from '../gmsRest/gmsAnswer.js';
import type { Calls } from '../gmsRest/gmsCalls.js';
import type { GmsFiles } from '../gmsRest/gmsFiles.js';
import { parseFileLimits } from '../gmsRest/parseFileLimits.js';
import { type Exchange, request } from '../request.js';
import { requestBlob } from '../requestBlob.js';
import type { Wire } from '../transport.js';
import { uploading } from '../uploading.js';

/** The file operations beside GMS Chat API v2 over CometD; `timeout` is for the files themselves. */
export const cometdFiles = (call: Calls, wire: Wire, timeout = 0): GmsFiles => {
  /** The parts in a form whose Content-Type fetch writes: only it knows the boundary. */
  const inParts = (session: SessionData, operation: string, limit?: number): Exchange & { body: FormData } => {
    const { init, ...exchange } = call(session, '', {}, limit);
    const { 'Content-Type': _, ...headers } = init.headers;
    const body = new FormData();
    body.append('operation', operation);
    body.append('secureKey', session.secureKey ?? '');
    return { ...exchange, body, init: { ...init, headers, body } };
  };
  return {
    fileLimits: (session) => {
      const exchange = inParts(session, 'fileGetLimits');
      return request(wire.patientFetch, exchange, (answer, reading) => parseFileLimits(gmsAnswer(answer, reading)));
    },
    upload: (session, upload) => {
      const exchange = inParts(session, 'fileUpload', timeout);
      exchange.body.append('file', upload.file, upload.name);
      return uploading(wire, exchange, upload, gmsAnswer);
    },
    download: (session, fileId) => {
      const exchange = inParts(session, 'fileDownload', timeout);
      exchange.body.append('fileId', fileId);
      return requestBlob(wire.patientFetch, exchange);
    },
  };
};
