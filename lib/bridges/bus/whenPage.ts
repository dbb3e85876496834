/** The parts of a page that tell how far it is loaded. */
export interface LoadingPage {
  readonly document: Pick<Document, 'readyState'>;
  readonly performance: Pick<Performance, 'getEntriesByType'>;
  addEventListener(
    name: string,
    hear: () => void,
    options?: { readonly once: boolean; readonly capture?: boolean },
  ): void;
}

/** How far a page is: its scripts have run, or everything in it is loaded. */
export type Stage = 'DOMContentLoaded' | 'load';

const isPast = ({ document: { readyState }, performance }: LoadingPage, stage: Stage): boolean => {
  if (readyState !== 'interactive' || stage === 'load') return readyState === 'complete';
  // `interactive` comes before the scripts that are deferred, and stays when they have run.
  const [navigation] = performance.getEntriesByType('navigation');
  return Number(navigation?.toJSON().domContentLoadedEventStart) > 0;
};

/** Does the work when the page is so far; at once, where it is. */
export const whenPage = (page: LoadingPage, stage: Stage, work: () => void): void => {
  let isDue = true;
  const workOnce = () => {
    if (isDue) work();
    isDue = false;
  };
  if (isPast(page, stage)) workOnce();
  // Without a timing it is not told whether DOMContentLoaded is past; `load` comes in any case.
  else for (const each of [stage, 'load']) page.addEventListener(each, workOnce, { once: true });
};
