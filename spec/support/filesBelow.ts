import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files in a folder and in its folders, without packages, sorted, with `/`. A folder that is not there has none. */
export const filesBelow = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
        .filter((path) => !path.includes('/node_modules/'))
        .sort()
    : [];
