import { cookieJar } from './cookieJar.js';
import type { RelayTarget } from './relay.js';
import { mounts, type Servers } from './shared/servers.js';

/** What is handed on to where: the beginning of a path, and what stands for it. The longest come first. */
export type RelayTargets = ReadonlyMap<string, RelayTarget>;

/** @param control the desk and the weather, where there are any */
export const relayTargets = (
  servers: Servers,
  headers: Readonly<Record<string, string>> = {},
  control?: string,
): RelayTargets => {
  const cookies = cookieJar();
  const { gmsRest, gmsCometd, v3Rest, files } = servers;
  const ours: readonly (readonly [mount: string, url: string | undefined])[] = [
    [mounts.gmsRest, gmsRest],
    [mounts.gmsCometd, gmsCometd],
    [mounts.files, files],
    [mounts.v3Rest, v3Rest],
    // An address in a v3 message begins where the sessions are.
    [mounts.v3Rest.replace(/\/sessions$/, ''), v3Rest?.replace(/\/sessions$/, '')],
  ];
  const targets = new Map<string, RelayTarget>();
  for (const [mount, url] of ours) if (url) targets.set(mount, { url, headers, cookies });
  if (control) targets.set('/control', { url: `${control}/control` });
  return targets;
};

/** Where a request goes, and what of its address stands behind that. */
export const targetOf = (
  targets: RelayTargets,
  url: string,
): { readonly target: RelayTarget; readonly rest: string } | undefined => {
  for (const [mount, target] of targets) {
    const rest = url.slice(mount.length);
    if (url.startsWith(mount) && /^([/?]|$)/.test(rest)) return { target, rest };
  }
  return undefined;
};
