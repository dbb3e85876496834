import { jsonText } from './json.js';

const namedKey = /((secureKey|clientToken)\\*"?\s*[:=]\s*\\*"?)[^"\\&,}\s]+/gi;

/** An answer fit for errors and logs: the secrets, and whatever is called `secureKey` or `clientToken`, are replaced by `•••`. */
export const masked = (answer: unknown, secrets: readonly string[]): unknown => {
  const hide = (shown: string): string =>
    secrets
      .reduce((rest, secret) => (secret ? rest.replaceAll(secret, '•••') : rest), shown)
      .replace(namedKey, '$1•••');
  const inside = (name: string, value: unknown) =>
    /secureKey|clientToken/.test(name) && value ? '•••' : typeof value === 'string' ? hide(value) : value;
  let text: string | undefined;
  try {
    text = hide(jsonText(answer, inside));
    return JSON.parse(text);
  } catch {
    // A secret that looks like a number can leave what is no JSON any more; what is nested too deep leaves nothing.
    return text;
  }
};
