type Branch = unknown[] | Record<string, unknown>;

/** Whether it is an array or a plain object, also one of another frame. */
const isBranch = (value: unknown): value is Branch => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
};

// Spread, as it takes an own key called __proto__ for what it is: a key.
const shallow = (branch: Branch): Branch => (Array.isArray(branch) ? branch.slice() : { ...branch });

const get = (branch: Branch, key: string): unknown => (Array.isArray(branch) ? branch[Number(key)] : branch[key]);

const put = (branch: Branch, key: string, value: unknown): void => {
  if (Array.isArray(branch)) branch[Number(key)] = value;
  else branch[key] = value;
};

/** What is below a value: copies of its branches, each once, and where in which they are. Not recursive, so that depth costs no stack. */
const takeApart = (root: unknown) => {
  const branches: Branch[] = [];
  const links: { readonly from: number; readonly key: string; readonly to: number }[] = [];
  const places = new Map<Branch, number>();
  const placeOf = (value: unknown): number | undefined => {
    if (!isBranch(value)) return undefined;
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, branches.length);
    return branches.push(shallow(value)) - 1;
  };
  placeOf(root);
  for (const [from, branch] of branches.entries()) {
    for (const key of Object.keys(branch)) {
      const to = placeOf(get(branch, key));
      if (to !== undefined) links.push({ from, key, to });
    }
  }
  return { branches, links };
};

/**
 * Takes a value as it is now, and gives copies of that: plain objects and arrays in any depth, with what they share and
 * with cycles. What else is in it (dates, files, elements, instances, functions) is the same in all of them.
 */
export const capture = (value: unknown): (() => unknown) => {
  const { branches, links } = takeApart(value);
  if (branches.length === 0) return () => value;
  return () => {
    const copies = branches.map(shallow);
    for (const { from, key, to } of links) {
      const branch = copies[from];
      if (branch) put(branch, key, copies[to]);
    }
    return copies[0];
  };
};
