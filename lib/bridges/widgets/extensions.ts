import { isObject } from '../../../transports/json.js';
import { attempt } from '../bus/attempt.js';
import { commonOf, isProbe } from './common.js';
import type { Page, WidgetsSection } from './page.js';

/** Calls what belongs to the page, if it is a function; what it throws surfaces as an error of its own. */
const callPage = (work: unknown, ...given: unknown[]): void => {
  if (typeof work === 'function') attempt(() => work(...given));
};

const sayNoJQuery = (): never => {
  throw new Error('This page has no jQuery: load it before, or take webchat-streams.global.jquery.js.');
};

/** Stands for a jQuery that is not there: whatever of it is used says so. */
const noJQuery: object = new Proxy(sayNoJQuery, {
  get: (_, name) => (isProbe(name) ? undefined : sayNoJQuery()),
});

const entriesOf = ({ extensions }: WidgetsSection): unknown[] =>
  isObject(extensions) || Array.isArray(extensions) ? Object.values(extensions) : [];

/** What a page has for the one who opens it. */
export interface Extensions {
  /** Runs those that are functions, with `($, CXBus, Common)`. */
  run(): void;
  /** Calls `onReady`, and loads those that are addresses of scripts. */
  greet(): void;
}

/** Takes the extensions of sections, one section after the other: what was in an earlier one is not taken again. */
export const extensionsOf = (page: Page, bus: unknown): ((widgets: WidgetsSection) => Extensions) => {
  const met = new Set<unknown>();
  const isNew = (entry: unknown): boolean => !met.has(entry) && !!met.add(entry);
  const load = (address: unknown): void => {
    if (typeof address !== 'string') return;
    const script = page.document.createElement('script');
    script.src = address;
    page.document.head.append(script);
  };
  return (widgets) => {
    const entries = entriesOf(widgets).filter(isNew);
    return {
      run() {
        const common = commonOf(page, widgets.main);
        for (const entry of entries) callPage(entry, page.jQuery ?? noJQuery, bus, common);
      },
      greet() {
        if (isNew(widgets.onReady)) callPage(widgets.onReady, bus);
        for (const entry of entries) attempt(load, entry);
      },
    };
  };
};
