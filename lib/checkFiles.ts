import type { ServerError } from '../transports/failures.js';
import type { FileLimits } from '../transports/frames.js';
import type { Upload } from '../transports/transport.js';

/** A refusal in the server's shape: 201 too many files, 202 too large, 203 a type that is not allowed. */
export interface FileRefusal {
  /** `advice` is the limit: how many files, how many bytes, which extensions (`jpg:png`). `filename`: which file, if one is to blame. */
  readonly errors: readonly ServerError[];
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1 || name.length).toLowerCase();

/** Why the server would refuse these files, known before a byte is sent; `undefined`: nothing speaks against them. */
export const refusalOf = (
  uploads: readonly Upload[],
  limits: FileLimits,
  agentConnected: boolean,
): FileRefusal | undefined => {
  const { types, maxSize = Infinity, maxTotalSize = Infinity, maxFiles = Infinity, needsAgent } = limits;
  const errors: ServerError[] = [];
  if (needsAgent && !agentConnected) errors.push({ code: 'needsAgent', advice: 'an agent must be in the chat' });
  if (uploads.length + (limits.usedFiles ?? 0) > maxFiles) errors.push({ code: 201, advice: String(maxFiles) });
  let total = limits.usedTotalSize ?? 0;
  for (const { file, name: filename } of uploads) {
    total += file.size;
    if (file.size > maxSize) errors.push({ code: 202, advice: String(maxSize), filename });
    if (types.length > 0 && !types.includes(extensionOf(filename)))
      errors.push({ code: 203, advice: types.join(':'), filename });
  }
  if (total > maxTotalSize) errors.push({ code: 202, advice: String(maxTotalSize) });
  return errors.length > 0 ? { errors } : undefined;
};
