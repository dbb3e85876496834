import type { WebChatService } from '../../../../lib/index.js';
import { button, element } from '../element.js';
import { refusalOf } from '../refusalOf.js';
import type { TellingService } from '../tellingService.js';

/** Files on their way. */
export interface Uploads {
  /** Sends them, one call each, so that each can be cancelled. */
  send(files: readonly File[]): void;
}

const uploadRow = (name: string, cancel: () => void) => {
  const bar = element('progress', { max: '1', value: '0', 'aria-label': `Sending ${name}` });
  const end = element('span', { class: 'upload-end' });
  end.append(button('Cancel', cancel, { class: 'small', 'aria-label': `Cancel sending ${name}` }));
  const row = element('div', { class: 'upload' }, element('span', { class: 'file-name' }, name), bar, end);
  return { row, bar, end };
};

/** @param place where they are shown until they are there */
export const uploads = (service: TellingService, uploads$: WebChatService['uploads$'], place: HTMLElement): Uploads => {
  const sendOne = async (file: File): Promise<void> => {
    const canceller = new AbortController();
    const { row, bar, end } = uploadRow(file.name, () => canceller.abort(new Error('Cancelled')));
    const progress = uploads$.subscribe(({ name, loaded, total }) => {
      if (name === file.name && total > 0) bar.value = loaded / total;
    });
    place.append(row);
    try {
      await service.sendFile({ files: file, signal: canceller.signal });
      row.remove();
    } catch (error) {
      bar.remove();
      const words = canceller.signal.aborted ? 'Cancelled.' : refusalOf(error);
      end.replaceChildren(
        element('span', { role: 'alert' }, `${words} `),
        button('Discard', () => row.remove(), { class: 'small' }),
      );
    } finally {
      progress.unsubscribe();
    }
  };
  return {
    async send(files) {
      // Side by side: each one has a bar and a way to stop it.
      await Promise.all(files.map(sendOne));
    },
  };
};
