import { expect } from 'chai';
import type { SessionStore } from '../../lib/options.js';

/** What every SessionStore does. `create` gives one with nothing in it. */
export const storeContract = (title: string, create: () => SessionStore): void => {
  describe(`${title}, as a session store`, () => {
    const odd = '{"text":"ü 漢 😀; path=/; a=b, \\"c\\" %41 %"}\n';

    it('has nothing at first', async () => {
      expect((await create().get('webchat')) ?? undefined).to.equal(undefined);
    });

    it('gives back what was set, to the letter', async () => {
      const store = create();
      for (const value of ['{"sessionId":"1"}', '', odd]) {
        await store.set('webchat', value);
        expect(await store.get('webchat')).to.equal(value);
      }
    });

    it('reads what is being written', async () => {
      const store = create();
      const writing = store.set('webchat', '1');

      expect(await store.get('webchat')).to.equal('1');
      await writing;
      expect(await store.get('webchat')).to.equal('1');
    });

    it('keeps the last of several writes at once', async () => {
      const store = create();
      await Promise.all([store.set('webchat', '1'), store.delete('webchat'), store.set('webchat', '2')]);

      expect(await store.get('webchat')).to.equal('2');
    });

    it('keeps keys apart, whatever is in them', async () => {
      const store = create();
      const keys = ['webchat', 'webchat.keys', 'web', odd, '__proto__'];
      await Promise.all(keys.map((key, place) => store.set(key, String(place))));

      expect(await Promise.all(keys.map((key) => store.get(key)))).to.deep.equal(['0', '1', '2', '3', '4']);
    });

    it('deletes one key, and bears deleting what is not there', async () => {
      const store = create();
      await store.set('webchat', '1');
      await store.set('other', '2');
      await store.delete('webchat');
      await store.delete('webchat');

      expect((await store.get('webchat')) ?? undefined).to.equal(undefined);
      expect(await store.get('other')).to.equal('2');
    });
  });
};
