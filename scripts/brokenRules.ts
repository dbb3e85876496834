import ts from 'typescript';

const longestFile = 250;
const longestFunction = 40;

const isAsConst = (node: ts.AsExpression): boolean =>
  ts.isTypeReferenceNode(node.type) && node.type.getText() === 'const';

/** What the type system is told instead of shown. */
const escapeOf = (node: ts.Node): string | undefined => {
  if (ts.isAsExpression(node) && !isAsConst(node)) return 'a type assertion: parse, or narrow with a guard';
  if (ts.isTypeAssertionExpression(node)) return 'a type assertion: parse, or narrow with a guard';
  if (ts.isNonNullExpression(node)) return 'a non-null assertion: handle the other case';
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any`: take `unknown` and parse';
  // C33
  if (ts.isPrivateIdentifier(node)) return 'a #private name, which throws under a Proxy: keep it in a function';
  return undefined;
};

const isFunction = (node: ts.Node): boolean => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const commentRules: readonly (readonly [RegExp, string])[] = [
  [/@ts-ignore|@ts-nocheck|biome-ignore/, 'a rule switched off'],
  [/\/\/.*\b(TODO|FIXME|XXX)\b|\*.*\b(TODO|FIXME|XXX)\b/, 'an unfinished thing'],
];

const commentsIn = (file: string, lines: readonly string[]): string[] =>
  lines.flatMap((line, index) =>
    commentRules.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${file}:${index + 1} has ${what}`),
  );

const isProduct = (file: string): boolean => /^(transports|streams|lib)\//.test(file);

/** What is wrong with one node, its line's number apart. */
const brokenAt = (node: ts.Node, file: string, length: number): string[] => {
  const found: string[] = [];
  const way = isProduct(file) ? escapeOf(node) : undefined;
  if (way !== undefined) found.push(way);
  if (isProduct(file) && isFunction(node) && length > longestFunction) {
    found.push(`a function of ${length} lines: ${longestFunction} at most`);
  }
  return found;
};

/** The house's rules that the linter has none for, as `file:line what is wrong`. */
export const brokenRules = (file: string, text: string): string[] => {
  const lines = text.split('\n');
  // This file names what it looks for.
  const found = file === 'scripts/brokenRules.ts' ? [] : commentsIn(file, lines);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    const first = lineOf(node.getStart());
    const wrong = brokenAt(node, file, lineOf(node.end) - first + 1);
    found.push(...wrong.map((what) => `${file}:${first} has ${what}`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  const length = lines.length - 1;
  if (isProduct(file) && length > longestFile) found.push(`${file} has ${length} lines: ${longestFile} at most`);
  return found;
};
