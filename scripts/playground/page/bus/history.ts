/** What was typed before. Kept for as long as the page is open, and nowhere else: it may be secret. */
export interface History {
  add(text: string): void;
  /** The line before the one shown; `undefined` where there is none. @param draft what is to come back at the end */
  older(draft: string): string | undefined;
  newer(): string | undefined;
}

const most = 100;

export const createHistory = (): History => {
  const lines: string[] = [];
  let place = 0;
  let kept = '';
  return {
    add(text) {
      if (lines.at(-1) !== text) lines.push(text);
      if (lines.length > most) lines.shift();
      place = lines.length;
    },
    older(draft) {
      if (place === 0) return undefined;
      if (place === lines.length) kept = draft;
      place -= 1;
      return lines[place];
    },
    newer() {
      if (place >= lines.length) return undefined;
      place += 1;
      return lines[place] ?? kept;
    },
  };
};
