import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  Application,
  Converter,
  type DocumentReflection,
  MarkdownEvent,
  type ProjectReflection,
  ReflectionKind,
  type TypeDocOptions,
} from 'typedoc';
import { contents } from './contents.js';
import { withMarbles } from './marbles/withMarbles.js';
import { SiteRouter } from './siteRouter.js';
import { titleOf } from './titleOf.js';
import { undocumented } from './undocumented.js';
import { withCode } from './withCode.js';

const rxjs = Object.fromEntries(
  ['Observable', 'OperatorFunction'].map((name) => [name, `https://rxjs.dev/api/index/class/${name}`]),
);

const { front, guides, papers, entries } = contents;

const settings: TypeDocOptions = {
  name: 'webchat-streams',
  entryPoints: entries.map(({ file }) => file),
  tsconfig: 'tsconfig.json',
  // Types are checked before, by tsc itself.
  skipErrorChecking: true,
  readme: front,
  projectDocuments: [...guides, ...papers],
  customCss: 'scripts/site/site.css',
  customJs: 'scripts/site/site.js',
  favicon: 'scripts/site/favicon.svg',
  // A page of its own for each source, whoever serves the site.
  disableGit: true,
  gitRevision: 'none',
  sourceLinkTemplate: 'source:{path}#L{line}',
  sort: ['documents-first', 'source-order'],
  sortEntryPoints: false,
  includeHierarchySummary: false,
  headings: { readme: false, document: false },
  navigation: { includeGroups: false, includeCategories: false, includeFolders: false },
  // What JavaScript itself declares is known.
  excludeExternals: true,
  highlightLanguages: ['typescript', 'javascript', 'html', 'css', 'sh', 'text'],
  externalSymbolLinkMappings: { rxjs },
  router: 'site',
  hideGenerator: true,
  searchInDocuments: true,
  treatWarningsAsErrors: true,
  logLevel: 'Warn',
};

const titles = new Map([...guides, ...papers].map((file) => [resolve(file), file] as const));

/** A document is called by its first line. */
const name = (project: ProjectReflection, document: DocumentReflection): void => {
  const file = titles.get(project.files.getReflectionPath(document) ?? '');
  if (file !== undefined) document.name = titleOf(readFileSync(file, 'utf8'));
};

const nameAll = (project: ProjectReflection): void => {
  for (const document of project.documents ?? []) name(project, document);
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    const file = module.sources?.[0]?.fileName;
    module.name = entries.find((entry) => entry.file === file)?.name ?? module.name;
  }
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
    if (parameter.name === '__namedParameters') parameter.name = 'options';
  }
};

/** What was rendered. */
export interface Rendered {
  /** Files that pages link to, as they are called in `media/`, and where they are. */
  readonly media: ReadonlyMap<string, string>;
}

/**
 * Renders the documents and the public types into a folder.
 * @throws where there was anything to warn of
 */
export const renderSite = async (folder: string): Promise<Rendered> => {
  const app = await Application.bootstrap({ ...settings, out: folder });
  app.renderer.defineRouter('site', SiteRouter);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => nameAll(project));
  app.renderer.on(
    MarkdownEvent.PARSE,
    (event) => {
      // A comment at the beginning of a line makes all of it HTML.
      event.parsedText = withMarbles(withCode(event.parsedText.replace(/<!-- \/?size(-table)? -->/g, '')));
    },
    1,
  );
  const project = await app.convert();
  if (project) {
    for (const name of undocumented(project)) app.logger.warn(`${name} has no documentation`);
    app.validate(project);
    await app.generateDocs(project, folder);
  }
  const troubles = app.logger.warningCount + app.logger.errorCount;
  if (!project || troubles > 0) throw new Error(`The site was not built: ${troubles} warnings of typedoc`);
  return { media: project.files.getNameToAbsoluteMap() };
};
