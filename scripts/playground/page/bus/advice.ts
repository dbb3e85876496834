/** What there is, by plugin. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** How many letters make one word of another. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [place, same] of [...other].entries()) {
      const swap = (row[place] ?? 0) + (letter === same ? 0 : 1);
      next.push(Math.min(swap, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const nearest = (name: string, among: readonly string[]): string | undefined => {
  const sought = name.slice(0, 60).toLowerCase();
  const rated = among.map((each) => ({ each, far: distance(sought, each.toLowerCase()) }));
  const [best] = rated.sort((one, other) => one.far - other.far);
  return best && best.far <= Math.max(2, sought.length / 3) ? best.each : undefined;
};

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const list = (names: readonly string[]): string =>
  names.length > 1
    ? `there are ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    : `there is ${names[0] ?? 'none'}`;

/** What to type instead of a name that nobody knows; `undefined` where somebody does. */
export const adviceOn = (full: string, known: Known, what: 'command' | 'event'): string | undefined => {
  const [plugin = '', ...parts] = full.replace(/^cx\.plugin\./, '').split('.');
  const name = parts.join('.');
  const all = Object.entries(known).flatMap(([owner, names]) => names.map((each) => `${owner}.${each}`));
  if (name === '') {
    const bare = nearest(plugin, [...new Set(Object.values(known).flat())]);
    const meant = all.find((each) => bare !== undefined && each.endsWith(`.${bare}`));
    return `The plugin's name belongs in front: ${meant ?? `WebChatService.${short(plugin) || what}`}.`;
  }
  const names = Object.hasOwn(known, plugin) ? known[plugin] : undefined;
  if (!names) {
    const owners = list(Object.keys(known).filter((owner) => known[owner]?.length));
    return what === 'event'
      ? `No plugin ${short(plugin)} tells of events on this bus; ${owners}.`
      : `There is no plugin ${short(plugin)} on this bus; ${owners}.`;
  }
  if (names.includes(name)) return undefined;
  if (names.length === 0) return `${plugin} has no ${what}s.`;
  const meant = nearest(name, names);
  const instead = meant
    ? `Did you mean ${plugin}.${meant}?`
    : `${what === 'event' ? 'subscribe ' : ''}${plugin}. lists them.`;
  return `${plugin} has no ${what} ${short(name)}. ${instead}`;
};
