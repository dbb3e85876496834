const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

const isRegExp = (value: unknown): value is RegExp => kindOf(value) === 'RegExp';
const isFile = (value: unknown): value is File => kindOf(value) === 'File';
const isPlain = (value: unknown): value is object => kindOf(value) === 'Object';

/** Makes a value of another realm one of this realm: a real page hands its library its own objects. */
export const carryIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(carryIn);
  if (isRegExp(value)) return new RegExp(value.source, value.flags);
  if (isFile(value)) return new File([value], value.name, { type: value.type });
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, carryIn(each)]));
};
