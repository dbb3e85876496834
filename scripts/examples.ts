import { resolve } from 'node:path';
import ts from 'typescript';
import { contents } from './site/contents.js';

/** A ```ts block of a page, padded so that its lines keep their numbers. */
export interface Example {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

/** The ```ts blocks of a page. Each stands alone; ```ts continued goes on where the block before ended. */
export const examplesIn = (page: string, text: string): Example[] => {
  const examples: Example[] = [];
  let before: string[] = [];
  for (const block of text.matchAll(/^```ts( continued)?\n([\s\S]*?)^```$/gm)) {
    const line = text.slice(0, block.index).split('\n').length + 1;
    const kept = block[1] === undefined ? [] : before;
    const padding = Array.from({ length: line - 1 }, (_, index) => kept[index] ?? '');
    before = [...padding, ...(block[2] ?? '').split('\n')];
    examples.push({ page, line, text: `${before.join('\n')}\nexport {};\n` });
  }
  return examples;
};

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  // An example imports what a reader would import.
  paths: Object.fromEntries(contents.entries.map(({ name, file }) => [name, [resolve(file)]])),
};

/** Errors in examples, as `page:line what is wrong`. */
export const typeErrors = (examples: readonly Example[]): string[] => {
  const texts = new Map(examples.map(({ page, line, text }) => [resolve(`${page}.${line}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  const program = ts.createProgram([...texts.keys()], options, host);
  return examples.flatMap(({ page, line }) => {
    const source = program.getSourceFile(resolve(`${page}.${line}.ts`));
    return ts.getPreEmitDiagnostics(program, source).map((found) => {
      const at = found.file?.getLineAndCharacterOfPosition(found.start ?? 0).line ?? 0;
      return `${page}:${at + 1} ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`;
    });
  });
};
