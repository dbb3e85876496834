/** The types of images without scripts in them: never SVG. */
const raster = /^image\/(png|jpe?g|gif|webp)$/i;

const withoutParameters = (mime: string): string => mime.replace(/\s*;.*/s, '');

export const isRaster = (mime: string): boolean => raster.test(withoutParameters(mime));

/** A `data:` URL of a blob. Not by FileReader, which Node lacks. */
export const dataUrlOf = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:${withoutParameters(blob.type)};base64,${btoa(text)}`;
};

/** The image in a `data:` URL as above; `undefined` for any other text. */
export const imageIn = (url: string): Blob | undefined => {
  const [, type = '', base64 = ''] = /^data:([^;,]*);base64,([\w+/=]*)$/.exec(url) ?? [];
  if (!isRaster(type)) return undefined;
  try {
    return new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], { type });
  } catch {
    // Then it is an address like any other, and is refused as such.
    return undefined;
  }
};
