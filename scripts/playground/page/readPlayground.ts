import { type TransportName, transportNamed } from '../../../spec/reference/abilities.js';
import { type Play, parsePlay } from '../shared/play.js';
import { mounts, type Servers } from '../shared/servers.js';

/** What the page needs to know of the playground it belongs to. */
export interface Playground {
  /** The addresses of the server, to be shown; where there is none, that server API cannot be chosen. */
  readonly servers: Servers;
  /** The server API to begin with. */
  readonly transport: TransportName;
  /** How the switches stand; `undefined` with a real server, which has no desk and no weather here. */
  readonly play?: Play;
}

const readServers = (given: unknown): Servers => {
  const addresses = new Map<string, unknown>(Object.entries(given ?? {}));
  return Object.fromEntries(
    Object.keys(mounts)
      .filter((name) => addresses.has(name))
      .map((name) => [name, String(addresses.get(name))]),
  );
};

export const readPlayground = async (): Promise<Playground> => {
  const response = await fetch('/api/playground');
  if (!response.ok) throw new Error(`Its server answered ${response.status}. Start it again with npm start.`);
  const answer: unknown = await response.json();
  const given = new Map<string, unknown>(Object.entries(answer ?? {}));
  const play = given.get('play');
  return {
    servers: readServers(given.get('servers')),
    transport: transportNamed(String(given.get('transport'))),
    play: play === undefined ? undefined : parsePlay(play),
  };
};
