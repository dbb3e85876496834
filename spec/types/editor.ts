import { resolve } from 'node:path';
import ts from 'typescript';

/** What an editor shows at the end of a text. */
export interface Editor {
  /** The completions, alphabetically. */
  offered(): { readonly name: string; readonly documentation: string }[];
  /** What appears over the last word. */
  hovered(): string;
}

const file = resolve('spec/types/typed.ts');

const optionsOfProject = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve('.')).options;
};

let typed = '';
let version = 0;

const host: ts.LanguageServiceHost = {
  getCompilationSettings: optionsOfProject,
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(version) : '0'),
  getScriptSnapshot: (name) => {
    const text = name === file ? typed : ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => resolve('.'),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
};

// One for all: reading the program takes seconds.
const service = ts.createLanguageService(host);

/** An editor with a text in it, and the cursor at its end. */
export const editor = (text: string): Editor => {
  const type = (): number => {
    if (typed !== text) version += 1;
    typed = text;
    return text.length;
  };
  return {
    offered: () => {
      const at = type();
      const { entries = [] } = service.getCompletionsAtPosition(file, at, undefined) ?? {};
      return entries
        .map(({ name }) => {
          const details = service.getCompletionEntryDetails(file, at, name, undefined, undefined, undefined, undefined);
          return { name, documentation: ts.displayPartsToString(details?.documentation) };
        })
        .sort((one, other) => one.name.localeCompare(other.name));
    },
    hovered: () => {
      const info = service.getQuickInfoAtPosition(file, type() - 1);
      return `${ts.displayPartsToString(info?.displayParts)}\n${ts.displayPartsToString(info?.documentation)}`;
    },
  };
};
