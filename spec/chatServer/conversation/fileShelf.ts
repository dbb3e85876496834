import type { SeededRandom } from '../seededRandom.js';
import type { ChatLimits } from './limits.js';
import { Refusal } from './refusal.js';

/** A file that somebody brings. */
export interface BroughtFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface ShelvedFile extends BroughtFile {
  readonly id: string;
  readonly byCustomer: boolean;
}

const extension = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** The files of one chat, and how much of its limits they use. */
export class FileShelf {
  readonly #random: SeededRandom;
  readonly #limits: ChatLimits;
  readonly #files = new Map<string, ShelvedFile>();
  #downloads = 0;

  constructor(random: SeededRandom, limits: ChatLimits) {
    this.#random = random;
    this.#limits = limits;
  }

  get used(): { readonly files: number; readonly bytes: number; readonly downloads: number } {
    const own = [...this.#files.values()].filter(({ byCustomer }) => byCustomer);
    return {
      files: own.length,
      bytes: own.reduce((sum, { bytes }) => sum + bytes.length, 0),
      downloads: this.#downloads,
    };
  }

  /** Takes a file in and returns its facts; a customer's only within the limits. */
  put(file: BroughtFile, byCustomer: boolean): Readonly<Record<string, string>> {
    if (byCustomer) this.#check(file);
    const id = this.#random.word('0123456789abcdef', 24);
    this.#files.set(id, { ...file, id, byCustomer });
    return this.facts(id);
  }

  facts(id: string): Readonly<Record<string, string>> {
    const { name, bytes } = this.#find(id);
    return { 'file-id': id, 'file-name': name, 'file-size': String(bytes.length) };
  }

  /** The MIME type; empty where the file is gone. */
  typeOf(id: string): string {
    return this.#files.get(id)?.type ?? '';
  }

  /** The file itself; each call uses up a download. */
  take(id: string): BroughtFile {
    const file = this.#find(id);
    if (this.#downloads >= this.#limits.downloadAttempts) {
      throw new Refusal('downloadsUsedUp', `this chat's ${this.#limits.downloadAttempts} downloads are used up`);
    }
    this.#downloads += 1;
    return file;
  }

  /** Throws away a file of the customer's, and returns what its facts were. */
  remove(id: string): Readonly<Record<string, string>> {
    const facts = this.facts(id);
    if (!this.#find(id).byCustomer) throw new Refusal('fileUnknown', 'only your own files can be deleted');
    this.#files.delete(id);
    return facts;
  }

  #find(id: string): ShelvedFile {
    const file = this.#files.get(id);
    if (file === undefined) throw new Refusal('fileUnknown', 'there is no such file in this chat');
    return file;
  }

  // The advice is the bare limit: that is what clients read of it.
  #check({ name, bytes }: BroughtFile): void {
    const { fileTypes, maxFileSize, maxFiles, maxTotalSize } = this.#limits;
    const { files, bytes: total } = this.used;
    if (!fileTypes.includes(extension(name))) throw new Refusal('fileTypeForbidden', fileTypes.join(':'));
    if (bytes.length > maxFileSize) throw new Refusal('fileTooLarge', String(maxFileSize));
    if (files >= maxFiles) throw new Refusal('tooManyFiles', String(maxFiles));
    if (total + bytes.length > maxTotalSize) throw new Refusal('fileTooLarge', String(maxTotalSize));
  }
}
