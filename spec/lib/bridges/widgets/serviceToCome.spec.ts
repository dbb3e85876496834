import { expect } from 'chai';
import { serviceToCome } from '../../../../lib/bridges/widgets/serviceToCome.js';
import { createWebChatService } from '../../../../lib/createWebChatService.js';
import type { WebChatService } from '../../../../lib/service.js';
import { scripted } from '../../../../transports/scripted.js';

const made = (): WebChatService => createWebChatService({ transport: scripted({}).transport, restore: 'manual' });

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it resolved',
    (reason: Error) => reason.message,
  );

describe('serviceToCome', () => {
  let service: WebChatService;
  beforeEach(() => {
    service = made();
  });
  afterEach(() => service.dispose());

  it('lets everybody wait until the service is made', async () => {
    const coming = serviceToCome();
    const early = coming.service();
    await coming.make(() => service);

    expect(await early).to.equal(service);
    expect(await coming.service()).to.equal(service);
  });

  it('tells those who wait why it could not be made, and fails itself', async () => {
    const coming = serviceToCome();
    const early = coming.service();
    const making = coming.make(async () => Promise.reject(new Error('no transport')));

    expect(await Promise.all([early, making, coming.service()].map(reasonOf))).to.deep.equal(
      Array(3).fill('no transport'),
    );
  });

  it('can be made after all, and those who come meanwhile wait', async () => {
    const coming = serviceToCome();
    coming.giveUp();
    expect(await reasonOf(coming.service())).to.equal('Invalid configuration');
    const making = coming.make(async () => service);
    const meanwhile = coming.service();
    await making;

    expect(await meanwhile).to.equal(service);
  });

  it('is not given up while it is being made, or once it is there', async () => {
    const coming = serviceToCome();
    const early = coming.service();
    const making = coming.make(async () => service);
    coming.giveUp();
    await making;
    coming.giveUp();

    expect(await early).to.equal(service);
    expect(await coming.service()).to.equal(service);
  });
});
