/** Hands a file to the browser's downloads. */
export const saveBlob = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own hold by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
