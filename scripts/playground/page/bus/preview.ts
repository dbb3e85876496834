const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** A value in a few words, as a console shows it: what lies deeper is only hinted at. */
export const preview = (value: unknown, depth = 0): string => {
  if (typeof value === 'string') return depth === 0 ? clip(value, 200) : `'${clip(value, 60)}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value);
  if (Array.isArray(value)) {
    return depth > 1 ? `[${entries.length}]` : `[${entries.map(([, each]) => preview(each, depth + 1)).join(', ')}]`;
  }
  if (entries.length === 0 || depth > 1) return entries.length === 0 ? '{}' : '{…}';
  const text = entries.map(([name, each]) => `${name}: ${preview(each, depth + 1)}`).join(', ');
  return depth === 0 ? clip(text, 200) : `{${text}}`;
};
