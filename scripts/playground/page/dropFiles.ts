/** Takes files that are dropped on an area. */
export const dropFiles = (area: HTMLElement, isOpen: () => boolean, take: (files: readonly File[]) => void): void => {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  area.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (isOpen()) area.dataset.drop = '';
  });
  area.addEventListener('dragleave', (event) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && area.contains(to))) delete area.dataset.drop;
  });
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    delete area.dataset.drop;
    if (isOpen()) take([...(event.dataTransfer?.files ?? [])]);
  });
};
