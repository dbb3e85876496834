import type { ServerClock } from '../serverClock.js';

/** How long a chat may be idle; nothing happens where `alertAfter` is not given. */
export interface IdleTimes {
  /** Silence before the alert, in ms. */
  readonly alertAfter?: number;
  /** From the alert to the end of the chat, in ms. */
  readonly closeAfter: number;
}

/** Watches for silence: alerts, then closes. */
export class IdleWatch {
  readonly #clock: ServerClock;
  readonly #times: IdleTimes;
  readonly #alert: (secondsLeft: number) => void;
  readonly #close: () => void;
  #cancel = () => {};
  #closesAt: number | undefined;

  constructor(clock: ServerClock, times: IdleTimes, alert: (secondsLeft: number) => void, close: () => void) {
    this.#clock = clock;
    this.#times = times;
    this.#alert = alert;
    this.#close = close;
  }

  /** Seconds to the end of the chat; undefined before the alert. */
  get secondsLeft(): number | undefined {
    return this.#closesAt === undefined
      ? undefined
      : Math.max(0, Math.ceil((this.#closesAt - this.#clock.now()) / 1000));
  }

  /** Somebody did something: the silence starts anew. */
  touch(): void {
    this.stop();
    const { alertAfter, closeAfter } = this.#times;
    if (alertAfter !== undefined) this.#cancel = this.#clock.after(alertAfter, () => this.alert(closeAfter / 1000));
  }

  /** Alerts now; the chat closes after so many seconds of further silence. */
  alert(secondsLeft: number): void {
    this.stop();
    this.#closesAt = this.#clock.now() + secondsLeft * 1000;
    this.#cancel = this.#clock.after(secondsLeft * 1000, this.#close);
    this.#alert(secondsLeft);
  }

  stop(): void {
    this.#cancel();
    this.#closesAt = undefined;
  }
}
