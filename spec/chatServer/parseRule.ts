import { operations, type WeatherRule } from './weather.js';

type Check = (value: unknown) => boolean;

const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);
const upTo =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const texts: Check = (value) => Array.isArray(value) && value.every((item) => typeof item === 'string');

const occasion: Readonly<Record<string, Check>> = {
  kind: () => true,
  on: optional(oneOf('*', ...operations)),
  times: optional((value) => Number.isInteger(value) && upTo(1, Number.MAX_SAFE_INTEGER)(value)),
  chance: optional(upTo(0, 1)),
};

const kinds: Readonly<Record<WeatherRule['kind'], Readonly<Record<string, Check>>>> = {
  delay: { ms: upTo(0, 2 ** 31 - 1), leg: optional(oneOf('request', 'answer')) },
  dropBefore: {},
  status: {
    status: (value) => Number.isInteger(value) && upTo(200, 599)(value),
    errors: optional(Array.isArray),
    retryAfter: optional(upTo(0, Number.MAX_SAFE_INTEGER)),
    body: () => true,
  },
  statusCode: {
    statusCode: oneOf(1, 2),
    chatEnded: optional(oneOf(true, false)),
    errors: optional(Array.isArray),
  },
  unknownClient: {},
  rotateKeys: { spare: optional(upTo(0, Number.MAX_SAFE_INTEGER)) },
  endChat: {},
  dropAfter: {},
  truncate: { connection: optional(oneOf('kept', 'cut')) },
  garble: { into: oneOf('html', 'null', 'array', 'empty', 'mistyped'), fields: optional(texts) },
};

const isKind = (kind: unknown): kind is WeatherRule['kind'] => typeof kind === 'string' && Object.hasOwn(kinds, kind);

const wrongField = (rule: object): string | undefined => {
  const fields = new Map<string, unknown>(Object.entries(rule));
  const kind = fields.get('kind');
  if (!isKind(kind)) return `kind must be one of ${Object.keys(kinds).join(', ')}`;
  const checks = new Map(Object.entries({ ...occasion, ...kinds[kind] }));
  const unknownField = [...fields.keys()].find((name) => !checks.has(name));
  if (unknownField !== undefined) return `${kind} has no ${unknownField}; it has ${[...checks.keys()].join(', ')}`;
  const wrong = [...checks].find(([name, check]) => !check(fields.get(name)));
  return wrong && `${kind}: ${wrong[0]} cannot be ${JSON.stringify(fields.get(wrong[0]))}`;
};

const isRule = (rule: unknown): rule is WeatherRule =>
  typeof rule === 'object' && rule !== null && wrongField(rule) === undefined;

/** A weather rule, or an error that names what is wrong with it. */
export const parseRule = (rule: unknown): WeatherRule => {
  if (isRule(rule)) return rule;
  const trouble = typeof rule === 'object' && rule !== null ? wrongField(rule) : 'it must be an object';
  throw new TypeError(`That is no weather rule: ${trouble}.`);
};
