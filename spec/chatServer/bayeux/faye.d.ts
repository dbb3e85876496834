declare module 'faye' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { Duplex } from 'node:stream';

  namespace faye {
    interface Message {
      readonly channel?: unknown;
      readonly data?: unknown;
      clientId?: string;
      readonly subscription?: unknown;
      advice?: object;
      successful?: boolean;
      error?: string;
    }

    /** What faye gives an engine to work with. */
    interface EngineServer {
      generateId(): string;
      hasConnection(clientId: string): boolean;
      deliver(clientId: string, messages: readonly object[]): boolean;
      trigger(event: string, clientId: string): void;
      /** Answers the connect that is held; with `false` a WebSocket stays open. */
      flushConnection(clientId: string, close: boolean): void;
    }

    type Told<Value> = (this: unknown, value: Value) => void;

    /** Who keeps faye's clients and their messages. */
    interface Engine {
      createClient(told: Told<string>, context: unknown): void;
      clientExists(clientId: string, told: Told<boolean>, context: unknown): void;
      destroyClient(clientId: string): void;
      ping(clientId: string): void;
      subscribe(clientId: string, channel: string): void;
      unsubscribe(clientId: string, channel: string): void;
      publish(message: Message): void;
      emptyQueue(clientId: string): void;
      disconnect(): void;
    }

    interface Extension {
      incoming?(message: Message, request: IncomingMessage, callback: (message: Message) => void): void;
      outgoing?(message: Message, request: IncomingMessage, callback: (message: Message) => void): void;
    }

    interface Options {
      readonly mount: string;
      /** In seconds. */
      readonly timeout: number;
      readonly engine: { readonly type: { create(server: EngineServer): Engine } };
    }

    class NodeAdapter {
      constructor(options: Options);
      addExtension(extension: Extension): void;
      handle(request: IncomingMessage, response: ServerResponse): void;
      handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
      close(): void;
    }
  }

  export = faye;
}
