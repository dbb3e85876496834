import { jsonText } from './json.js';

const namedKey = /((secureKey|clientToken)\\*"?\s*[:=]\s*\\*"?)[^"\\&,}\s]+/gi;

/**
 * A secret, and its base64 (that of URLs too) after 0, 1 or 2 other bytes, without the characters at its ends that its neighbours
 * share. The base64 of a short secret would be found in many words. (O22)
 */
const spellings = (secret: string): readonly string[] => {
  const base64 = (shift: number) =>
    btoa(' '.repeat(shift) + secret).slice(shift && shift + 1, ((shift + secret.length) * 4) / 3);
  if (!/^[ -~]{4,}$/.test(secret)) return [secret];
  const encoded = [0, 1, 2].map(base64);
  const inUrls = encoded.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, unescape(secret), ...encoded, ...inUrls];
};

/** An answer fit for errors and logs: the secrets, and whatever is called `secureKey` or `clientToken`, are replaced by `•••`. */
export const masked = (answer: unknown, secrets: readonly string[]): unknown => {
  const known = secrets.filter(Boolean).flatMap(spellings);
  const hide = (shown: string): string => {
    // Unlike decodeURIComponent it takes any text.
    const plain = unescape(shown);
    const cut = known.reduce((rest, secret) => rest.replaceAll(secret, '•••'), plain);
    return (cut === plain ? shown : cut).replace(namedKey, '$1•••');
  };
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
