/** A JSON object, its values not looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, also where it came as JSON text. */
export const objectOf = (value: unknown): JsonObject | undefined => {
  const found = typeof value === 'string' ? jsonOf(value) : value;
  return isObject(found) ? found : undefined;
};

/** Whether JSON has words for it: there is no circle in it, and nothing that cannot be read. */
export const isSayable = (value: unknown): boolean => {
  try {
    return JSON.stringify(value) !== undefined;
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
