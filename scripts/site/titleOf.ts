/** What a page is called: its first heading, up to a colon. */
export const titleOf = (text: string): string => /^# ([^:\n]+)/m.exec(text)?.[1]?.trim() ?? 'Untitled';
