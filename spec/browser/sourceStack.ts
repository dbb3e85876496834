import { SourceMap, type SourceMapPayload } from 'node:module';
import { relative } from 'node:path';

const isPayload = (value: unknown): value is SourceMapPayload =>
  typeof value === 'object' && value !== null && 'mappings' in value && 'sources' in value;

const mapOf = (script: string): SourceMap | undefined => {
  const [, encoded] = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(script) ?? [];
  if (encoded === undefined) return undefined;
  const payload: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  return isPayload(payload) ? new SourceMap(payload) : undefined;
};

/** Gives stacks from bundled scripts the places of the sources they were bundled from. */
export const sourceStack = (scripts: Readonly<Record<string, string>>): ((stack: string) => string) => {
  const maps = new Map(Object.entries(scripts).map(([path, script]) => [path, mapOf(script)] as const));
  const placed = (stack: string): string =>
    stack.replace(/https?:\/\/[^/\s)]+(\/[^\s:)?]*)[^\s:)]*:(\d+):(\d+)/g, (place, path: string, line, column) => {
      const entry = maps.get(path)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry)) return place;
      const source = relative('.', entry.originalSource);
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
  // Where mocha and chai were meanwhile is nobody's question.
  return (stack) =>
    placed(stack)
      .split('\n')
      .filter((line) => !/^\s+at .*node_modules\/(mocha|chai)\//.test(line))
      .join('\n');
};
