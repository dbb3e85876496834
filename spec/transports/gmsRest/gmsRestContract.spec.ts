import { gmsRest } from '../../../transports/gmsRest/gmsRest.js';
import { nodeXhr } from '../../support/nodeXhr.js';
import { type Subject, transportContract } from '../../support/transportContract.js';

const keys = { chatId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' };

const subject: Subject = {
  at: (url, wire, timeout) => gmsRest({ dataURL: url, ajaxTimeout: timeout, fileUploadTimeout: timeout })(wire),
  session: { sessionId: 'C1', secureKey: 'SK1', alias: '117', userId: 'U1' },
  good: { statusCode: 0, chatEnded: false, messages: [], ...keys },
  troubles: [
    { title: 'statusCode 1', weather: { body: { statusCode: 1 } }, kind: 'Refused', status: 200, statusCode: 1 },
    {
      title: 'statusCode 2',
      weather: { body: { statusCode: 2, errors: [{ code: 249, advice: 'gone' }] } },
      kind: 'Refused',
      status: 200,
      statusCode: 2,
      codes: [249],
    },
    {
      title: 'HTTP 400 with a statusCode',
      weather: { status: 400, body: { statusCode: 2, errors: [{ code: 102 }] } },
      kind: 'Refused',
      status: 400,
      statusCode: 2,
      codes: [102],
    },
    { title: 'no statusCode', weather: { body: {} }, kind: 'Garbled', path: 'statusCode' },
    { title: 'a statusCode in words', weather: { body: { statusCode: 'ok' } }, kind: 'Garbled', path: 'statusCode' },
    {
      title: 'messages that are no list',
      weather: { body: { ...keys, statusCode: 0, messages: {} } },
      kind: 'Garbled',
      path: 'messages',
    },
    {
      title: 'a key that is neither text nor number',
      weather: { body: { ...keys, secureKey: {}, statusCode: 0 } },
      kind: 'Garbled',
      path: 'secureKey',
    },
  ],
};

transportContract('gmsRest', subject);

transportContract('gmsRest with XMLHttpRequest', {
  ...subject,
  at: (url, wire, timeout) =>
    gmsRest({ dataURL: url, fileUploadTimeout: timeout, redirects: 'follow' })({ ...wire, XMLHttpRequest: nodeXhr }),
  only: ['upload'],
});
