/** Options of {@link v3Rest}, named as in the reference's `transport` section; times in ms. */
export interface V3RestOptions {
  /** The chat sessions, e.g. `https://host/nexus/v3/chat/sessions`; trailing slashes do not matter. */
  readonly dataURL: string;
  /** `'follow'` follows redirects, with token and headers. Without it a redirect is refused. @default undefined */
  readonly redirects?: 'follow';
  /** Sent with every request, `x-api-key` among them. Secret: kept out of failures. @default none */
  readonly headers?: Readonly<Record<string, string | number>>;
  /** The endpoint to begin chats on. @default the server's choice */
  readonly endpoint?: string;
  /** Beyond the reference: what kind of client begins the chat. @default none */
  readonly clientType?: string;
  /** Beyond the reference: the stream to begin chats on, e.g. `live`. @default none */
  readonly stream?: string;
  /** Beyond the reference: sent as `interactionData` with the start of a chat. @default none */
  readonly interactionData?: Readonly<Record<string, unknown>>;
  /** How long to wait for an answer; 0: for ever. A poll, which the server may hold, waits 60000. @default 3000 */
  readonly ajaxTimeout?: number;
  /** The same for uploads and downloads. @default 0 */
  readonly fileUploadTimeout?: number;
  /** Beyond the reference: from one poll to the next, 100 or more. @default the service's own pace; else 3000 */
  readonly pollTimeout?: number;
  /** Beyond the reference: how much longer that is with each failure in a row, from 1 to 100. @default 1.2 */
  readonly pollIntervalMultiplier?: number;
}
