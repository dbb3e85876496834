/** A JSON object, its values not looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, also where it came as JSON text. */
export const objectOf = (value: unknown): JsonObject | undefined => {
  const found = typeof value === 'string' ? jsonOf(value) : value;
  return isObject(found) ? found : undefined;
};

/**
 * JSON text, also on a page with Prototype.js 1.6, which gives every array a `toJSON` that makes it a text. C34
 *
 * @param change what is written in place of a value
 */
export const jsonText = (
  value: unknown,
  change = (_name: string, said: unknown, _holder: object): unknown => said,
): string =>
  JSON.stringify(value, function (this: object, name, said) {
    const held: unknown = Reflect.get(this, name);
    return change(name, Array.isArray(held) ? held : said, this);
  });

/** Whether JSON can carry it: there is no circle in it, no function, and nothing that cannot be read. */
export const isSerializable = (value: unknown): boolean => {
  try {
    JSON.stringify(value, (_, said) => (/function|symbol/.test(typeof said) ? BigInt(0) : said));
    return true;
  } catch {
    return false;
  }
};

/** The number, also where it came as text. */
export const numberOf = (value: unknown): number | undefined => {
  const found = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

/** The text, also where it came as a number; `''` where there is none. */
export const textOf = (value: unknown): string =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value);

/** What the text says; `otherwise` where it is no JSON. */
export const jsonOf = (text: string, otherwise?: unknown): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
};
