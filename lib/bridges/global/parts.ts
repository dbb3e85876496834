/** Modules by their names. */
export type Modules = Readonly<Record<string, object>>;

/** How the script's other files are loaded, and what they find in this one. */
export interface Parts {
  /** Modules that are here, for the other files. */
  readonly shared: Record<string, object>;
  /** This file's build, and its modules. */
  share(build: string, modules: Modules): void;
  /** Another file hands in its modules; those of another build fit nothing here. */
  add(build: string, modules: Modules): void;
  /** A module, whose file is loaded from beside this script. Rejects where it cannot be loaded. */
  load(file: string, name: string): Promise<object>;
}

/** Under Trusted Types an address has to be made by a policy. Ours leads to where the page has loaded us from. */
interface Policy {
  createScriptURL(url: string): string;
}

const rules: Policy = { createScriptURL: (url) => url };

const ourPolicy = (): Policy => {
  try {
    return Reflect.get(globalThis, 'trustedTypes').createPolicy('webchat-streams', rules);
  } catch {
    // There are none, or we may not have one: what comes of that is told with the file.
    return rules;
  }
};

/** Runs a file from beside the script that is running now. */
const bringing = (document: Document): ((file: string) => Promise<unknown>) => {
  const script = document.currentScript;
  const source = script instanceof HTMLScriptElement ? script.src : '';
  const nonce = script?.nonce;
  const policy = ourPolicy();
  const addressOf = (file: string): string => {
    const { href, search } = new URL(source || document.baseURI);
    // What tells caches the version of the script tells it for its other files too.
    return policy.createScriptURL(new URL(file + (source && search), href).href);
  };
  return (file) =>
    new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = addressOf(file);
      if (nonce) element.nonce = nonce;
      element.onload = resolve;
      element.onerror = () => {
        element.remove();
        reject(new Error(`${element.src} could not be loaded: it belongs beside webchat-streams.global.js.`));
      };
      document.head.append(element);
    });
};

/** Loads the other files as plain scripts, so that they may come from another origin. */
export const partsBeside = (document: Document): Parts => {
  const bring = bringing(document);
  const found: Record<string, object> = {};
  const shared: Record<string, object> = {};
  let ours = '';
  const coming = new Map<string, Promise<unknown>>();
  const comingOnce = (file: string): Promise<unknown> => {
    const there = coming.get(file) ?? bring(file);
    coming.set(file, there);
    there.catch(() => coming.delete(file));
    return there;
  };

  return {
    shared,
    share(build, modules) {
      ours = build;
      Object.assign(shared, modules);
    },
    add(build, modules) {
      if (build === ours) Object.assign(found, modules);
    },
    async load(file, name) {
      if (!found[name]) await comingOnce(file);
      const module = found[name];
      if (!module) throw new Error(`${file} is of another version than webchat-streams.global.js.`);
      return module;
    },
  };
};
