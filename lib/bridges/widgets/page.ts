/** A page, as far as the script tag touches it. */
export interface Page {
  /** The configuration; pages may replace it after our script. */
  _genesys?: unknown;
  CXBus?: unknown;
  readonly jQuery?: unknown;
  readonly document: Pick<Document, 'readyState' | 'head' | 'createElement'>;
  readonly console: Pick<Console, 'log' | 'warn' | 'error'>;
  readonly performance: Pick<Performance, 'getEntriesByType'>;
  addEventListener(
    name: string,
    hear: () => void,
    options?: { readonly once: boolean; readonly capture?: boolean },
  ): void;
}

/** `_genesys.widgets`, made where there is none. */
export interface WidgetsSection {
  bus?: unknown;
  readonly main?: unknown;
  readonly webchat?: unknown;
  readonly extensions?: unknown;
  readonly onReady?: unknown;
}
