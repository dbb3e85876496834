import type { Upload } from '../transports/transport.js';

const isFile = (value: unknown): value is Blob & { readonly name: string } =>
  typeof value === 'object' &&
  value !== null &&
  'size' in value &&
  'slice' in value &&
  typeof value.slice === 'function' &&
  'name' in value &&
  typeof value.name === 'string' &&
  value.name !== '';

const isList = (value: unknown): value is ArrayLike<unknown> =>
  typeof value === 'object' && value !== null && 'length' in value && typeof value.length === 'number';

const hasFiles = (value: unknown): value is { readonly files: unknown } =>
  typeof value === 'object' && value !== null && 'files' in value;

/** An input, a jQuery object of inputs and a list of files are all lists of files, one inside the other. */
const flat = (files: unknown): readonly unknown[] => {
  if (isFile(files)) return [files];
  if (hasFiles(files)) return flat(files.files);
  return isList(files) ? Array.from(files).flatMap(flat) : [files];
};

/**
 * The files to send: of a file input element (or a jQuery object of one), a FileList, an array, a File, a Blob with a `name`.
 * @throws TypeError for anything else, and where no file is chosen
 */
export const pickFiles = (files: unknown): readonly Upload[] => {
  const picked = flat(files);
  if (picked.length === 0) throw new TypeError('files: no file is chosen.');
  return picked.map((file) => {
    if (isFile(file)) return { file, name: file.name };
    throw new TypeError('files must be a file input element, its files, a File, or a Blob with a name.');
  });
};
