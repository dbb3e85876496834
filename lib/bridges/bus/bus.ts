/** One published event, as each subscriber gets it (a copy of its own). */
export interface BusEvent {
  /** When it was published, in ms since the epoch. */
  readonly time: number;
  /** The plugin that published it. */
  readonly publisher: string;
  /** `Publisher.event` */
  readonly event: string;
  /** What it carries; `{}` for nothing. */
  readonly data: unknown;
}

/** What settles a command. The first call counts; every argument reaches the callbacks. */
export interface BusDeferred {
  /** Carried out, with what comes of it. */
  resolve(...values: unknown[]): unknown;
  /** Not carried out, and why. */
  reject(...reasons: unknown[]): unknown;
}

/** One command, as its handler gets it. */
export interface BusCommand {
  /** When it was called, in ms since the epoch. */
  readonly time: number;
  /** The plugin that called it. */
  readonly commander: string;
  /** `Plugin.command` */
  readonly command: string;
  /** The handler settles it; what it returns is ignored, but a promise that is rejected rejects it. */
  readonly deferred: BusDeferred;
  /** The options; `{}` for none. */
  readonly data: object;
}

/** What a plugin needs of its bus in order to serve: the CXBus of Genesys Widgets has it, and ours. */
export interface ServingPlugin {
  /** Takes commands of this name. */
  registerCommand(name: string, handler: (call: BusCommand) => void): unknown;
  /** For information: `registry()` lists them. */
  registerEvents?(names: string[]): unknown;
  /** Tells every subscriber, each with a copy of its own. */
  publish(event: string, data?: unknown): unknown;
  /** Publishes now, and once to each later subscriber. */
  republish(event: string, data?: unknown): unknown;
  /** From here on commands reach their handlers; those that came before too, in order. */
  ready(): unknown;
  /** Sets what other plugins may read. */
  data?(key: string, value: unknown): unknown;
}

/** A CXBus, as far as one has to know it in order to serve on it. */
export interface ServableBus {
  /** `false` where the name is taken or the bus is locked. */
  registerPlugin(name: string): ServingPlugin | false | undefined;
}
