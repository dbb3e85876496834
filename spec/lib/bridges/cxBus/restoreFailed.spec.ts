import { expect } from 'chai';
import { TransportFailure } from '../../../../transports/failures.js';
import type { Script } from '../../../../transports/scripted.js';
import { asyncServer } from '../../asyncServer.js';
import { until } from '../../commands/stage.js';
import { buses } from './buses.js';
import { busStage } from './busStage.js';

const answer = { status: { code: 'BUSY', message: 'later' } };
const failing = () => new TransportFailure('Refused', 'Later.', { status: 403, errors: [{ code: 'BUSY' }], answer });
const onBus = {
  name: 'TransportFailure',
  kind: 'Refused',
  message: 'Later.',
  status: 403,
  statusText: 'error',
  errors: [{ code: 'BUSY' }],
  responseText: JSON.stringify(answer),
  responseJSON: answer,
};

for (const [title, openBus] of buses) {
  describe(`restoreFailed on ${title} (B19)`, () => {
    const on = busStage(openBus);

    /** A page that comes back to a chat which the server does not give back. */
    const returning = async (script: Script) => {
      const store = new Map<string, string>();
      const left = await on.begin({ ...script, restore: [] }, { store });
      await left.service.dispose();
      const act = on.connect({ ...script, restore: failing }, { store });
      await until(() => act.data('restoreFailed').length > 0);
      await on.deliver();
      return act;
    };

    it('carries on v3 what the server said', async () => {
      const { told } = await returning(asyncServer);
      expect(told('restoreFailed')).to.deep.equal([onBus]);
      expect(told('error')).to.have.length(1);
    });

    it('carries it on v3 after sessionLost, and for a token that cannot be resumed, too', async () => {
      const resume = () => new TransportFailure('Refused', 'Unknown.', { status: 404 });
      const async = { save: () => {}, load: () => 't-9' };
      const { told, data } = on.connect({ ...asyncServer, resume }, { async });
      await until(() => data('restoreFailed').length > 0);
      await on.deliver();
      expect(told('sessionLost')).to.have.nested.property('[0].status', 404);
      expect(told('restoreFailed')).to.have.nested.property('[0].status', 404);
    });

    it('carries nothing on v2', async () => {
      const { told } = await returning({});
      expect(told('restoreFailed')).to.deep.equal([{}]);
    });

    it('carries nothing on the typed API', async () => {
      const { data } = await returning(asyncServer);
      expect(data('restoreFailed')).to.deep.equal([{}]);
    });
  });
}
