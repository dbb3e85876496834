import { expect } from 'chai';
import { CommandRejected } from '../../lib/commandRejected.js';
import { HookFailure } from '../../streams/serviceFailure.js';
import { SessionDisposed } from '../../streams/sessionDisposed.js';
import { asFailure, TransportFailure } from '../../transports/failures.js';

/** The same source, evaluated once more. */
const another = <Module>(path: string): Promise<Module> => import(`../../${path}?another`);

describe('an error of another copy of the library', () => {
  it('is one of this copy too', async () => {
    const failures = await another<typeof import('../../transports/failures.js')>('transports/failures.js');
    expect(failures.TransportFailure).to.not.equal(TransportFailure);
    const failure = new failures.TransportFailure('Offline', 'gone');

    expect(failure).to.be.instanceOf(TransportFailure);
    expect(asFailure(failure)).to.equal(failure);
    const { CommandRejected: Rejected } =
      await another<typeof import('../../lib/commandRejected.js')>('lib/commandRejected.js');
    expect(new Rejected('no')).to.be.instanceOf(CommandRejected);
    expect(Object.getPrototypeOf(new Rejected('no'))).to.not.equal(CommandRejected.prototype);
  });

  const errors = {
    TransportFailure: new TransportFailure('Offline', 'gone'),
    CommandRejected: new CommandRejected('no'),
    SessionDisposed: new SessionDisposed(),
    HookFailure: new HookFailure('preprocessor', new Error('no')),
  };
  const classes = { TransportFailure, CommandRejected, SessionDisposed, HookFailure };

  for (const [name, error] of Object.entries(errors)) {
    it(`of the kind ${name} is of no other kind`, () => {
      const kinds = Object.entries(classes).filter(([, kind]) => error instanceof kind);
      expect(kinds.map(([kind]) => kind)).to.deep.equal([name]);
    });
  }

  it('is no error of a class that extends it, unless it is one', () => {
    class Mine extends TransportFailure {}
    const mine = new Mine('Offline', 'gone');
    expect([mine instanceof Mine, mine instanceof TransportFailure]).to.deep.equal([true, true]);
    expect(new TransportFailure('Offline', 'gone')).to.not.be.instanceOf(Mine);
  });

  it('is nothing else', () => {
    for (const other of [undefined, null, 'TransportFailure', new Error('TransportFailure'), {}, []]) {
      expect(other).to.not.be.instanceOf(TransportFailure);
    }
  });
});
