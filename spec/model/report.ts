import type { Fault, Operation } from './faults.js';

/** What is noted of a run: for the checks, and for people. */
export class Report {
  readonly lines: string[] = [];
  readonly #traces: boolean;
  readonly #begun = Date.now();
  /** When an answer said that the chat has ended: the number of requests sent by then. */
  endTold?: number;
  /** A command learned of the end while nothing was pushed to the page: there is no last poll then (E27). */
  endedUnheard = false;
  /** Reads that had a fault, by when they were sent. */
  readonly faultyReads: number[] = [];
  /** The newest read that was answered and got through. */
  reads = 0;
  sent = 0;

  constructor(traces: boolean) {
    this.#traces = traces;
  }

  asked(operation: Operation, order: number, fault: Fault | undefined): void {
    this.sent = order + 1;
    if (operation === 'read' && fault) this.faultyReads.push(order);
  }

  /** @param follows the page receives what is pushed */
  answered(body: unknown, follows = true): void {
    if (this.endTold !== undefined || !/"chatEnded":true/.test(JSON.stringify(body))) return;
    this.endTold = this.sent;
    this.endedUnheard = !follows;
  }

  trace(line: string): void {
    if (this.#traces) this.lines.push(`${String(Date.now() - this.#begun).padStart(6)} ${line}`);
  }
}
