import { basename } from 'node:path';
import { KindRouter, type Reflection } from 'typedoc';

/** Short addresses for documents: a guide is `guides/retry.html`, whatever its title. */
export class SiteRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    const path = reflection.isDocument() && reflection.project.files.getReflectionPath(reflection);
    if (!path) return super.getIdealBaseName(reflection);
    const folder = path.includes('/guides/') ? 'guides' : 'papers';
    return `${folder}/${basename(path, '.md').toLowerCase()}`;
  }
}
