import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import { nodeXhr } from '../../support/nodeXhr.js';
import { type Subject, transportContract } from '../../support/transportContract.js';
import { tokenOf } from './tokenOf.js';

const clientToken = tokenOf();

const subject: Subject = {
  at: (url, wire, timeout) => v3Rest({ dataURL: url, ajaxTimeout: timeout, fileUploadTimeout: timeout })(wire),
  session: { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token: clientToken },
  good: { status: { code: 0 }, data: { clientToken, messages: [], chatEnded: false } },
  // Its own time is proved with its options.
  unhurried: ['poll'],
  // E35
  wordless: ['end', 'send', 'typing', 'updateUserData', 'upload'],
  troubles: [
    {
      title: 'a code at HTTP 200',
      weather: { body: { status: { code: 'INVALID_SESSION', message: 'gone' }, data: {} } },
      kind: 'Refused',
      status: 200,
      codes: ['INVALID_SESSION'],
    },
    {
      title: 'a code that is a number',
      weather: { body: { status: { code: 5 } } },
      kind: 'Refused',
      status: 200,
      codes: [5],
    },
    {
      title: 'HTTP 400 with a code',
      weather: { status: 400, body: { status: { code: 'INVALID_NICKNAME' } } },
      kind: 'Refused',
      status: 400,
      codes: ['INVALID_NICKNAME'],
    },
    { title: 'neither status nor data', weather: { body: { statusCode: 0 } }, kind: 'Garbled', path: 'status' },
    { title: 'data that is none', weather: { body: { status: { code: 0 }, data: 7 } }, kind: 'Garbled', path: 'data' },
    {
      title: 'messages that are no list',
      weather: { body: { data: { clientToken, messages: {} } } },
      kind: 'Garbled',
      path: 'data.messages',
    },
    {
      title: 'a token cut short',
      weather: { body: { data: { clientToken: clientToken.slice(0, 70) } } },
      kind: 'Garbled',
      path: 'data.clientToken',
    },
  ],
};

transportContract('v3Rest', subject);

transportContract('v3Rest with XMLHttpRequest', {
  ...subject,
  at: (url, wire, timeout) =>
    v3Rest({ dataURL: url, fileUploadTimeout: timeout, redirects: 'follow' })({ ...wire, XMLHttpRequest: nodeXhr }),
  only: ['upload'],
});
