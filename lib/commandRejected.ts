/** A command that was not carried out. Its message is the reference's sentence, to the letter. */
export class CommandRejected extends Error {
  override readonly name = 'CommandRejected';
}
