import { jsonText } from '../../../transports/json.js';

/** Deeper than anything that is read; what lies below is cut, so that it takes nothing else with it. */
const deepest = 200;

/** Leaves out what JSON has no words for: a circle where it closes, what is nested too deep; a bigint becomes a text. */
const serializable = () => {
  const above: unknown[] = [];
  return (_name: string, value: unknown, holder: object): unknown => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    while (above.length > 0 && above.at(-1) !== holder) above.pop();
    if (above.length > deepest || above.includes(value)) return undefined;
    above.push(value);
    return value;
  };
};

/** Any value as JSON, without what JSON cannot carry; `''` if nothing is left. */
export const plainText = (value: unknown): string => {
  try {
    return jsonText(value) ?? '';
  } catch {
    return jsonText(value, serializable()) ?? '';
  }
};

/** A deep copy that JSON can carry: it shares nothing with the original, and whoever gets it may change it. */
export const plain = (value: unknown): unknown => (value === undefined ? value : JSON.parse(plainText(value)));
