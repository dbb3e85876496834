type Params = Readonly<Record<string, unknown>>;

/**
 * Parameters as a form body in brackets, named the way jQuery 3 does: `{ a: { b: [1, 2] } }` is `a[b][]=1&a[b][]=2`,
 * with the brackets escaped, spaces as `+`, and nothing for `null`.
 */
export const formBody = (params: Params): string => String(new URLSearchParams(pairs('', params)));

const pairs = (name: string, value: unknown): [string, string][] =>
  isNested(value)
    ? Object.entries(value).flatMap(([key, item]) => {
        const place = Array.isArray(value) && !isNested(item) ? '' : key;
        return pairs(name ? `${name}[${place}]` : key, item);
      })
    : [[name, String(value ?? '')]];

const isNested = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !(value instanceof Date);
