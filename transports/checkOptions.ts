import { isObject } from './json.js';

/** One or several `typeof`s: `string|number`. */
type Kinds = string;

/**
 * What an option has to be: of a kind (`string|number`), a number from `[low, high]` or `[low]`, an object with fields
 * of some kinds (`{ get: 'function' }`), or a test and its words.
 */
export type OptionRule =
  | Kinds
  | readonly [low: number, high?: number]
  | { readonly [field: string]: Kinds }
  | readonly [test: (value: unknown) => boolean, expected: string];

type Rules = Readonly<Record<string, OptionRule>>;

/** The error for an option that is missing or wrong. */
export const wrongOption = (owner: string, name: string, expected: string): TypeError =>
  new TypeError(`${owner}: ${name} must be ${expected}`);

/** Whether the value is what the rule wants, and what that is in words. */
export const judge = (rule: OptionRule, value: unknown): readonly [fits: boolean, expected: string] => {
  if (typeof rule === 'string') return [rule.split('|').includes(typeof value), rule];
  if (isObject(rule)) {
    const fields = Object.keys(rule);
    const fits = isObject(value) && fields.every((field) => judge(rule[field] ?? '', value[field])[0]);
    return [fits, fields.length > 0 ? `an object with ${fields.join(', ')}` : 'an object'];
  }
  const [first, last = Number.POSITIVE_INFINITY] = rule;
  if (typeof first === 'function') return [first(value), `${last}`];
  return [typeof value === 'number' && value >= first && value <= Number(last), `a number from ${first} to ${last}`];
};

/**
 * Refuses options that are wrong, by name; `undefined` counts as not given, and names without a rule are let through.
 *
 * @param owner whose options they are, e.g. `startChat`
 * @throws TypeError that names the option and what was expected
 */
export const checkGiven = (owner: string, options: object, rules: Rules): void => {
  if (!isObject(options)) throw wrongOption(owner, 'options', 'an object');
  for (const [name, rule] of Object.entries(rules)) {
    const value = options[name];
    const [fits, expected] = judge(rule, value);
    if (value !== undefined && !fits) throw wrongOption(owner, name, expected);
  }
};

/** The same, and refuses unknown names too. */
export const checkOptions = (owner: string, options: object, rules: Rules): void => {
  checkGiven(owner, options, rules);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown) throw wrongOption(owner, unknown, `left out; the options are ${Object.keys(rules).join(', ')}`);
};
