const linesOf = (list: HTMLElement): HTMLElement[] =>
  [...list.querySelectorAll('button.row')].filter((line) => line instanceof HTMLElement);

const target = (key: string, place: number, count: number): number | undefined => {
  if (key === 'ArrowDown') return Math.min(place + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(place - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
};

/** One stop for the tab key in the whole list; within it the arrows move, Enter shows what a row carries. */
export const moveWithArrows = (list: HTMLElement): void => {
  const enterAt = (line: Element | null | undefined): void => {
    for (const other of list.querySelectorAll('button.row[tabindex="0"]')) other.setAttribute('tabindex', '-1');
    line?.setAttribute('tabindex', '0');
  };
  list.addEventListener('focusin', ({ target: focused }) => {
    if (focused instanceof Element) enterAt(focused.closest('button.row'));
  });
  list.addEventListener('keydown', (event) => {
    const lines = linesOf(list);
    const place = lines.findIndex((line) => line.matches(':focus'));
    const next = place < 0 ? undefined : target(event.key, place, lines.length);
    if (next === undefined) return;
    event.preventDefault();
    lines[next]?.focus();
  });
  // Until somebody is in the list, it is entered at its newest row.
  new MutationObserver(() => {
    if (!list.contains(document.activeElement)) enterAt(list.lastElementChild?.querySelector('button.row'));
  }).observe(list, { childList: true });
};
