import type { Fault, Operation } from './faults.js';

/** What is noted of a run: for the checks, and for people. */
export class Report {
  readonly lines: string[] = [];
  readonly #traces: boolean;
  readonly #begun = Date.now();
  /** When an answer said that the chat has ended: the number of requests sent by then. */
  endTold?: number;
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

  answered(body: unknown): void {
    if (this.endTold === undefined && /"chatEnded":true/.test(JSON.stringify(body))) this.endTold = this.sent;
  }

  trace(line: string): void {
    if (this.#traces) this.lines.push(`${String(Date.now() - this.#begun).padStart(6)} ${line}`);
  }
}
