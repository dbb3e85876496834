import { judge, type OptionRule } from '../../../transports/checkOptions.js';
import { isObject, type JsonObject } from '../../../transports/json.js';

/** Hears what is wrong with a configuration: one sentence each, without the values. */
export type Warn = (warning: string) => void;

type Rules<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/** Takes what is right out of a section; warns of the rest, and of `required` also where it is missing. */
export type Take = <Options>(
  where: string,
  section: unknown,
  rules: Rules<Options>,
  required?: keyof Options & string,
) => Partial<Options>;

const fits = <Options>(found: JsonObject, rules: Rules<Options>): found is JsonObject & Partial<Options> =>
  Object.entries<OptionRule>(rules).every(([name, rule]) => found[name] === undefined || judge(rule, found[name])[0]);

/** What is in no rule is nobody's business here: the section belongs to the user interface too. */
export const taking =
  (warn: Warn): Take =>
  (where, section = {}, rules, required) => {
    if (!isObject(section)) warn(`${where} must be an object; it is ignored`);
    const given = isObject(section) ? section : {};
    const found: Record<string, unknown> = {};
    for (const [name, rule] of Object.entries<OptionRule>(rules)) {
      const value = given[name];
      if (value === undefined && name !== required) continue;
      const [right, expected] = judge(rule, value);
      if (right) found[name] = value;
      else warn(`${where}.${name} must be ${expected}${name === required ? '' : '; its default is used'}`);
    }
    return fits(found, rules) ? found : {};
  };
