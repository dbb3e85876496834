import type { Observable, Subscription } from 'rxjs';
import type { Frame } from '../../../transports/frames.js';

/** Somebody who follows a chat. */
export interface Listener {
  readonly frames: readonly Frame[];
  /** The index of the last message. */
  readonly last: number;
  /** How often it failed or completed. */
  readonly endings: number;
  /** What it failed with. */
  readonly failed: Promise<unknown>;
  /** Waits until a message with this text, or of this type, has come. */
  heard(what: string): Promise<void>;
  /** Waits for the first frame. */
  readonly begun: Promise<void>;
  /** The texts of all messages; the type where there is none. */
  readonly texts: readonly string[];
  leave(): void;
}

export const listener = (follow$: Observable<Frame> | undefined): Listener => {
  const frames: Frame[] = [];
  const waiting: (() => void)[] = [];
  let endings = 0;
  let fail: (failure: unknown) => void = () => {};
  const failed = new Promise<unknown>((resolve) => {
    fail = resolve;
  });
  const until = (is: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => is() && resolve();
      waiting.push(look);
      look();
    });
  const messages = () => frames.flatMap(({ entries }) => entries.map(({ message }) => message));
  const end = (failure?: unknown): void => {
    endings += 1;
    fail(failure);
  };
  const begun = until(() => frames.length > 0);
  const subscription: Subscription | undefined = follow$?.subscribe({
    next: (frame) => {
      frames.push(frame);
      for (const look of waiting) look();
    },
    error: end,
    complete: end,
  });
  return {
    frames,
    failed,
    begun,
    get last() {
      return Number(messages().at(-1)?.index ?? 0);
    },
    get endings() {
      return endings;
    },
    get texts() {
      return messages().map(({ text, type }) => text || type);
    },
    heard: (what) => until(() => messages().some(({ text, type }) => text === what || type === what)),
    leave: () => subscription?.unsubscribe(),
  };
};
