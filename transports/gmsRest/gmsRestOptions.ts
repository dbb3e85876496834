/** Options of {@link gmsRest}, named as in the reference's "WebChatService Configuration" for v2; times in ms. */
export interface GmsRestOptions {
  /** The chat service, e.g. `https://host/genesys/2/chat/customer-support`; trailing slashes do not matter. */
  readonly dataURL?: string;
  /** Another name for `dataURL`, which wins. */
  readonly serverURL?: string;
  /**
   * `'follow'` follows redirects, with keys, token and api key. Without it a redirect is refused.
   * @default undefined
   */
  readonly redirects?: 'follow';
  /** The proxy's secure token, sent as the header `apikey`. */
  readonly apikey?: string | number;
  /** The endpoint to begin chats on. @default the server's choice */
  readonly endpoint?: string;
  /** Send `header.Authorization` with every request. @default false */
  readonly enableCustomHeader?: boolean;
  /** Headers for `enableCustomHeader`; all but `Authorization` are left out. */
  readonly header?: { readonly Authorization?: string };
  /** `withCredentials` sends cookies to another origin too; other fields are left out. @default { withCredentials: false } */
  readonly xhrFields?: { readonly withCredentials?: boolean };
  /** How long to wait for an answer; 0: for ever. @default 3000 */
  readonly ajaxTimeout?: number;
  /** The same for uploads and downloads. @default 0 */
  readonly fileUploadTimeout?: number;
  /** A chat is requested at dataURL with a slash behind. @default true */
  readonly enableUrlTrailingSlash?: boolean;
}
