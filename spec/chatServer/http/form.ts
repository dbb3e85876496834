import type { BroughtFile } from '../conversation/fileShelf.js';
import { Refusal } from '../conversation/refusal.js';
import type { JsonRecord } from '../conversation/transcriptEvent.js';

/** A decoded form: texts, nested where the names had brackets, and the file that came along. */
export interface Form {
  readonly fields: JsonRecord;
  readonly file?: BroughtFile;
}

type Tree = Map<string, string | string[] | Tree>;

const DEEPEST = 16;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = ({ fields }: Form, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A field's text; '' where there is none. */
export const textOf = (form: Form, name: string): string => {
  const value = own(form, name);
  return typeof value === 'string' ? value : '';
};

/** What came under `name[…]`. */
export const recordOf = (form: Form, name: string): JsonRecord => {
  const value = own(form, name);
  return isRecord(value) ? value : {};
};

/** A field that holds a JSON object as text. */
export const jsonOf = (form: Form, name: string): JsonRecord | undefined => {
  const text = textOf(form, name);
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {}
  throw new Refusal('malformed', `${name} must be the text of a JSON object`);
};

const stepsOf = (name: string): string[] => {
  const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  return first === undefined || rest === undefined ? [name] : [first, ...rest.slice(1, -1).split('][')];
};

const plant = (tree: Tree, [step = '', ...rest]: readonly string[], value: string): void => {
  const there = tree.get(step);
  if (rest.length === 0) tree.set(step, value);
  else if (rest.length === 1 && rest[0] === '') {
    if (Array.isArray(there)) there.push(value);
    else tree.set(step, [value]);
  } else {
    const branch: Tree = there instanceof Map ? there : new Map();
    tree.set(step, branch);
    plant(branch, rest, value);
  }
};

// Object.fromEntries defines: a field called __proto__ is a field like any other.
const toJson = (tree: Tree): JsonRecord =>
  Object.fromEntries([...tree].map(([name, value]) => [name, value instanceof Map ? toJson(value) : value]));

/** Nests texts the way jQuery flattens them: `a[b][c]=1`, `list[]=1`. */
export const nest = (pairs: Iterable<readonly [string, string]>): JsonRecord => {
  const root: Tree = new Map();
  for (const [name, value] of pairs) {
    const steps = stepsOf(name);
    if (steps.length > DEEPEST) throw new Refusal('malformed', `a field is nested deeper than ${DEEPEST} levels`);
    plant(root, steps, value);
  }
  return toJson(root);
};

const multipart = async (body: Buffer<ArrayBuffer>, contentType: string): Promise<Form> => {
  const parts = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new Refusal('malformed', 'the multipart body could not be read');
  });
  const texts: [string, string][] = [];
  for (const [name, value] of parts) if (typeof value === 'string') texts.push([name, value]);
  const file = parts.get('file');
  if (file === null || typeof file === 'string') return { fields: nest(texts) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { fields: nest(texts), file: { name: file.name, type: file.type || 'application/octet-stream', bytes } };
};

/** Decodes a url-encoded or a multipart body; nothing else is a form. */
export const parseForm = async (body: Buffer<ArrayBuffer>, contentType = ''): Promise<Form> => {
  const [type = ''] = contentType.toLowerCase().split(';');
  if (body.length === 0 && contentType === '') return { fields: {} };
  if (type.trim() === 'multipart/form-data') return multipart(body, contentType);
  if (type.trim() === 'application/x-www-form-urlencoded') {
    return { fields: nest(new URLSearchParams(body.toString())) };
  }
  throw new Refusal('wrongContentType', 'the body must be application/x-www-form-urlencoded or multipart/form-data');
};
