/** What `Object.toJSON` of Prototype.js 1.6 makes of the values that its own methods do not convert. */
const textOf = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return arrayText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).flatMap(([name, item]) => {
    const text = textOf(item);
    return text === undefined ? [] : `${JSON.stringify(name)}: ${text}`;
  });
  return `{${pairs.join(', ')}}`;
};

const arrayText = (list: readonly unknown[]): string => `[${list.map(textOf).join(', ')}]`;

/** Each test of a `describe` runs on a page with Prototype.js 1.6, which turns every array into a text for JSON. */
export const withPrototypeJs = (): void => {
  beforeEach(() => {
    Object.defineProperty(Array.prototype, 'toJSON', {
      configurable: true,
      writable: true,
      value(this: readonly unknown[]) {
        return arrayText(this);
      },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(Array.prototype, 'toJSON');
  });
};
