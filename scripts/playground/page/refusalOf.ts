/** What to say of something that was not sent. */
export const refusalOf = (error: unknown): string => {
  const words = error instanceof Error ? error.message : 'It was refused.';
  return words.startsWith('Not sent') ? words : `Not sent. ${words}`;
};
