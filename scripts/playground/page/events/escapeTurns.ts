/** Shows the marks that turn the direction of what follows as code writes them: among data nothing turns round. */
export const escapeTurns = (text: string): string =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);
