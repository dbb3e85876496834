/** What was typed cannot be carried out: its message says why, and what to type instead. */
export class Mistyped extends Error {
  /** Where in the line, in characters. */
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(message);
    this.name = 'Mistyped';
    this.at = at;
  }
}
