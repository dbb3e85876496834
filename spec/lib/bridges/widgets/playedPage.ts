import type { Page } from '../../../../lib/bridges/widgets/page.js';

type Step = 'DOMContentLoaded' | 'load';

/** A page whose steps are taken by hand, from the moment on in which its scripts run. */
export interface PlayedPage {
  readonly page: Page;
  readyState: DocumentReadyState;
  /** When DOMContentLoaded began, as its timing says; 0 before. */
  contentLoadedAt: number;
  /** The addresses of the scripts that were put in. */
  readonly scripts: readonly string[];
  /** What was said on its console. */
  readonly said: readonly string[];
  /** Lets those hear who listen to it. */
  tell(step: Step): void;
}

/** What is played is as much of a page as `Page` asks for. */
const isPage = (played: object): played is Page => 'document' in played;

/** @param own what the page's scripts have put on its `window` */
export const playedPage = (own: object = {}): PlayedPage => {
  const scripts: { readonly src: string }[] = [];
  const said: string[] = [];
  const hearers: { readonly step: string; readonly hear: () => void }[] = [];
  const say = (...words: unknown[]): void => void said.push(words.join(' '));
  const window = {
    ...own,
    document: {
      get readyState() {
        return played.readyState;
      },
      head: { append: (script: { readonly src: string }) => scripts.push(script) },
      createElement: () => ({ src: '' }),
    },
    performance: {
      getEntriesByType: () => [{ toJSON: () => ({ domContentLoadedEventStart: played.contentLoadedAt }) }],
    },
    console: { log: say, warn: say, error: say },
    addEventListener: (step: string, hear: () => void) => void hearers.push({ step, hear }),
  };
  if (!isPage(window)) throw new Error('This is no page.');
  const played: PlayedPage = {
    page: window,
    readyState: 'loading',
    contentLoadedAt: 0,
    get scripts() {
      return scripts.map(({ src }) => src);
    },
    said,
    tell(step) {
      for (const each of hearers.splice(0)) {
        if (each.step === step) each.hear();
        else hearers.push(each);
      }
    },
  };
  return played;
};
