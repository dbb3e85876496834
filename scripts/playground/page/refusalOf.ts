/** What to say of something that was refused. @param begin stands before it */
export const refusalOf = (error: unknown, begin = 'Not sent.'): string => {
  const words = error instanceof Error ? error.message : 'It was refused.';
  return begin === '' || words.startsWith('Not sent') ? words : `${begin} ${words}`;
};
