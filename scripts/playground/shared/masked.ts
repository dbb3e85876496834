/** What stands where a secret was. */
export const dots = '•••';

const names = 'secure_?key|alias|user_?id|\\w*token|transport_?id|api_?key|authorization|cookie|password';

const secretName = new RegExp(`^(?:${names})$`, 'i');

/** A JSON web token, wherever it stands. */
const webToken = /\bey[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/** The same names in a text that is JSON, as the answers of servers are. */
const namedInJson = new RegExp(String.raw`((?:${names})\\*"\s*:\s*\\*")[^"\\]+`, 'gi');

const isBlob = (value: unknown): value is Blob & { readonly name?: unknown } => value instanceof Blob;

const hasToJSON = (value: object): value is { toJSON(): unknown } =>
  'toJSON' in value && typeof value.toJSON === 'function';

const maskFields = (value: object, depth: number): Record<string, unknown> => {
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    secretName.test(name) && field !== '' && field !== undefined ? dots : copy(field, depth + 1),
  ]);
  return Object.fromEntries(fields);
};

/** An Error's own facts are not enumerable in all engines: they are named. */
const maskError = (error: Error, depth: number): Record<string, unknown> => ({
  name: error.name,
  message: error.message,
  ...maskFields(error, depth),
});

const copyObject = (value: object, depth: number): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item, depth + 1));
  if (value instanceof RegExp || value instanceof Date) return String(value);
  if (isBlob(value))
    return `${'name' in value ? String(value.name) : 'Blob'} (${value.size} bytes, ${value.type || 'no type'})`;
  if (value instanceof Error) return maskError(value, depth);
  if (typeof Node === 'function' && value instanceof Node) return `<${value.nodeName.toLowerCase()}>`;
  if (hasToJSON(value)) return copy(value.toJSON(), depth + 1);
  return maskFields(value, depth);
};

const copy = (value: unknown, depth: number): unknown => {
  if (typeof value === 'function') return 'function';
  if (typeof value === 'string') return value.replace(webToken, dots).replace(namedInJson, `$1${dots}`);
  if (typeof value !== 'object' || value === null) return value;
  return depth > 12 ? '…' : copyObject(value, depth);
};

/** A copy fit for JSON in which everything that is named like a secret reads •••. */
export const masked = (value: unknown): unknown => copy(value, 0);
