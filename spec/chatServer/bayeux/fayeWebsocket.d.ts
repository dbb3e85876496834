declare module 'faye-websocket' {
  /** A WebSocket client for Node. */
  class Client {
    constructor(url: string);
    onopen?: () => void;
    onmessage?: (event: { readonly data: string }) => void;
    onclose?: () => void;
    onerror?: (event: { readonly message: string }) => void;
    send(data: string): boolean;
    close(): void;
  }
  const fayeWebsocket: { readonly Client: typeof Client };
  export = fayeWebsocket;
}
