/** How long an agent may pause before the customer sees no typing, in ms. */
const pause = 2000;
/** How often the preview is refreshed, in ms. */
const step = 700;

/** Tells the customer that the agent writes, no more often than useful. */
export const agentTyping = (input: HTMLTextAreaElement, type: (preview: string) => void, stop: () => void) => {
  let last = 0;
  let pausing: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(pausing);
    if (last > 0) stop();
    last = 0;
  };
  input.addEventListener('input', () => {
    clearTimeout(pausing);
    if (input.value === '') return end();
    pausing = setTimeout(end, pause);
    if (Date.now() - last < step) return;
    last = Date.now();
    type(input.value);
  });
  return {
    /** What was written has been said: that ends the typing by itself. */
    said(): void {
      clearTimeout(pausing);
      last = 0;
    },
  };
};
