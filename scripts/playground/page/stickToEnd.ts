/** What to call after a list has grown. */
export interface Stick {
  (): void;
  /** It has grown at its beginning: that is what is read now. */
  toBeginning(): void;
}

/** Keeps a list at its end while it grows, unless somebody has scrolled up to read. */
export const stickToEnd = (scroller: HTMLElement, moved: (atEnd: boolean) => void = () => undefined): Stick => {
  let atEnd = true;
  let before = 0;
  const stick = (): void => {
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener('scroll', () => {
    const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 24;
    // Only a way up is somebody's wish: the end also moves away when the list grows or its room shrinks.
    if (near || scroller.scrollTop < before) atEnd = near;
    before = scroller.scrollTop;
    moved(atEnd);
  });
  new ResizeObserver(stick).observe(scroller);
  const toBeginning = (): void => {
    atEnd = false;
    scroller.scrollTop = 0;
  };
  return Object.assign(stick, { toBeginning });
};
