import type { LoadingPage } from '../bus/whenPage.js';

/** A page, as far as the script tag touches it. */
export interface Page extends LoadingPage {
  /** The configuration; pages may replace it after our script. */
  _genesys?: unknown;
  CXBus?: unknown;
  readonly jQuery?: unknown;
  readonly document: Pick<Document, 'readyState' | 'head' | 'createElement'>;
  readonly console: Pick<Console, 'log' | 'warn' | 'error'>;
}

/** `_genesys.widgets`, made where there is none. */
export interface WidgetsSection {
  bus?: unknown;
  readonly main?: unknown;
  readonly webchat?: unknown;
  readonly extensions?: unknown;
  readonly onReady?: unknown;
}
