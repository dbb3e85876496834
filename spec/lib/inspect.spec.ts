import { inspect } from 'node:util';
import { expect } from 'chai';
import { createCxBus } from '../../lib/bridges/bus/createCxBus.js';
import { connectCxBus } from '../../lib/bridges/cxBus/connectCxBus.js';
import { iterate } from '../../lib/bridges/iterate.js';
import { createWebChatService } from '../../lib/createWebChatService.js';
import type { WebChatService } from '../../lib/service.js';
import { gmsRest } from '../../transports/gmsRest/gmsRest.js';
import type { TransportFactory } from '../../transports/transport.js';
import { v3Rest } from '../../transports/v3Rest/v3Rest.js';
import { tokenOf } from '../transports/v3Rest/tokenOf.js';

const token = tokenOf();
const secrets = ['KEY-OF-THE-CHAT', 'KEY-OF-THE-API', token];

const chats: Readonly<Record<string, readonly [transport: TransportFactory, answer: unknown]>> = {
  gmsRest: [
    gmsRest({ dataURL: 'https://host', apikey: 'KEY-OF-THE-API' }),
    { statusCode: 0, chatId: 'C1', secureKey: 'KEY-OF-THE-CHAT', alias: '1', userId: 'U1', messages: [] },
  ],
  v3Rest: [
    v3Rest({ dataURL: 'https://host', headers: { 'x-api-key': 'KEY-OF-THE-API' } }),
    { status: { code: 0 }, data: { clientToken: token, messages: [] } },
  ],
};

const expectNone = (value: unknown, what: string): void => {
  for (const showHidden of [false, true]) {
    const shown = inspect(value, {
      depth: showHidden ? 6 : 12,
      showHidden,
      maxArrayLength: null,
      maxStringLength: null,
    });
    for (const secret of secrets) expect(shown, `${what}, ${secret}`).to.not.include(secret);
  }
};

// O22
describe('what a console shows', () => {
  for (const [name, [transport, answer]] of Object.entries(chats)) {
    describe(`of a chat over ${name}`, () => {
      let service: WebChatService;
      let refuse = false;

      beforeEach(async () => {
        refuse = false;
        const answering: typeof fetch = async (_, init) => {
          const echo = `${init?.body} ${JSON.stringify(init?.headers)}`;
          return new Response(JSON.stringify(refuse ? { error: echo, ...Object(answer) } : answer), {
            status: refuse ? 400 : 200,
          });
        };
        service = createWebChatService({ transport, store: new Map(), environment: { fetch: answering } });
        // A subscriber may keep what has the keys in it.
        const seen: unknown[] = [];
        service.events$.subscribe({ ...{ seen }, next: (event) => void seen.push(event) });
        await service.startChat({ nickname: 'Jonny' });
        expect(JSON.stringify(seen)).to.include(name === 'gmsRest' ? 'KEY-OF-THE-CHAT' : token);
      });

      afterEach(() => service.dispose());

      it('is no secret of the service, before and after its end', async () => {
        expectNone(service, 'service');
        for (const stream of [
          'state$',
          'transcript$',
          'agents$',
          'connection$',
          'events$',
          'uploads$',
          'events',
        ] as const) {
          expectNone(service[stream], stream);
        }
        expectNone([service.state$.subscribe(), iterate(service.state$)], 'subscriptions');
        await service.dispose();
        expectNone(service, 'disposed service');
      });

      it('is no secret of what a transport is and gives', async () => {
        const it = transport({ fetch, patientFetch: fetch });
        const session = { ...(await service.getSessionData()) };
        expectNone([transport, it], 'transport');
        const calls = [
          it.send(session, { message: 'a' }),
          it.end(session),
          it.poll?.(session, {}),
          it.restore?.(session),
        ];
        expectNone([...calls, it.resume?.(session, 20), it.download?.(session, 'F1')], 'calls');
      });

      it('is no secret of an error', async () => {
        refuse = true;
        const errors: unknown[] = [];
        service.events.error$.subscribe((failure) => errors.push(failure));
        const rejections = [
          service.sendMessage({ message: 'a' }),
          service.sendFile({ files: new File(['a'], 'a.png') }),
          service.downloadFile({ fileId: 'F1' }),
          service.updateUserData({ a: 1 }),
        ].map((command) => command.catch((reason: unknown) => errors.push(reason)));
        await Promise.all(rejections);
        expect(errors).to.have.length(8);
        expectNone(errors, 'errors');
      });

      it('is no secret of a bus that the service is on', () => {
        const bus = createCxBus();
        const connection = connectCxBus(service, bus);
        expectNone([bus, connection], 'bus');
        connection.disconnect();
      });
    });
  }
});
