import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const optionsOfBuild = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile('scripts/tsconfig.build.json', ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve('scripts')).options;
};

/** Declarations by the path of their source, without comments: their wording is no contract. */
const declarations = (entries: readonly string[]): Map<string, string> => {
  const options = { ...optionsOfBuild(), declarationMap: false, removeComments: true };
  const program = ts.createProgram([...entries], options);
  const emitted = new Map<string, string>();
  program.emit(undefined, (path, text) => {
    emitted.set(
      relative('dist', path)
        .replaceAll('\\', '/')
        .replace(/\.d\.ts$/, '.ts'),
      text.trim(),
    );
  });
  return emitted;
};

/** The declaration files that an entry reaches, in the order in which they are reached. */
const reached = (emitted: ReadonlyMap<string, string>, path: string, known = new Set<string>()): Set<string> => {
  const text = emitted.get(path);
  if (text === undefined || known.has(path)) return known;
  known.add(path);
  for (const [, specifier] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
    reached(emitted, join(dirname(path), `${specifier}.ts`).replaceAll('\\', '/'), known);
  }
  return known;
};

/** Every type that the entries publish, and every type that those need, as one text. */
export const flattenedApi = (entries: readonly string[]): string => {
  const emitted = declarations(entries);
  const files = new Set(entries.flatMap((entry) => [...reached(emitted, entry)]));
  return `${[...files].map((file) => `// ${file}\n${emitted.get(file)}`).join('\n\n')}\n`;
};
