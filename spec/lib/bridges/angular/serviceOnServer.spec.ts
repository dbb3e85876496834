import { PLATFORM_ID } from '@angular/core';
import { expect } from 'chai';
import { merge } from 'rxjs';
import { provideWebChatService, WEB_CHAT_SERVICE } from '../../../../lib/bridges/angular/index.js';
import { commandsOnDemand } from '../../../../lib/commandsOnDemand.js';
import { virtualTime } from '../../../streams/virtualTime.js';
import { injectorOf } from './injectors.js';

describe('A service while a page is rendered on a server', () => {
  const time = virtualTime();

  const onServer = () => {
    const injector = injectorOf([
      { provide: PLATFORM_ID, useValue: 'server' },
      provideWebChatService(() => {
        throw new Error('Options may need a page.');
      }),
    ]);
    return { injector, service: injector.get(WEB_CHAT_SERVICE) };
  };

  it('asks for no options, and does not know yet whether there is a chat', () => {
    const { injector, service } = onServer();
    expect(service.state()).to.include({ status: 'restoring', sessionId: '' });
    expect([...service.transcript()]).to.deep.equal([]);
    expect(service.agents()).to.deep.equal({});
    expect(service.connection()).to.equal('idle');
    expect(time.timers).to.equal(0);
    injector.destroy();
  });

  it('rejects each command, and says where it belongs', async () => {
    const { injector, service } = onServer();
    const refused: string[] = [];
    // Whatever is called, it is called on the service itself.
    const commands = commandsOnDemand({
      isMade: true,
      use: async (work) => work(service),
      dispose: service.dispose,
    });
    for (const [name, command] of Object.entries(commands)) {
      const message = await command({}).catch((error: Error) => error.message);
      expect(message, name).to.match(/^There is no chat on a server\. Call commands in the browser/);
      refused.push(name);
    }
    expect(refused).to.include.members(['startChat', 'restore', 'sendMessage', 'wake']);
    injector.destroy();
  });

  it('has streams that are silent, and may be disposed', async () => {
    const { injector, service } = onServer();
    let heard = 0;
    merge(service.events$, service.events.ready$, service.uploads$).subscribe(() => {
      heard += 1;
    });
    await service[Symbol.asyncDispose]();
    injector.destroy();
    expect(heard).to.equal(0);
  });
});
