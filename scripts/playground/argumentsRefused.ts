/** Wrong arguments; the message says which and what to do. */
export class ArgumentsRefused extends Error {}
