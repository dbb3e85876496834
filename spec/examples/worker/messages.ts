/** What a page asks of the worker. */
export type Asked =
  | { readonly ask: 'watch' | 'leave' | 'endChat' }
  | { readonly ask: 'startChat'; readonly nickname: string }
  | { readonly ask: 'sendMessage'; readonly message: string };

/** What the worker tells a page to show. */
export interface Shown {
  /** idle, restoring, starting, active or ending. */
  readonly status: string;
  readonly connection: string;
  /** One for each message. */
  readonly lines: readonly string[];
}

/** What the worker says: how the chat stands, or why a command was refused. */
export type Said = Shown | { readonly refused: string };
