/** Time for the browser to read it, in ms. */
const whileRead = 40_000;

/** Hands a file to the person, who finds it among their downloads. Outside a page nothing happens. */
export const saveFile = (file: File): void => {
  const page: Document | undefined = globalThis.document;
  if (!page) return;
  const link = page.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), whileRead);
};
