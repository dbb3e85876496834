import { type Play, parsePlay } from '../shared/play.js';

/** What the page needs to know of the playground it belongs to. */
interface Playground {
  /** The chat server's address, to be shown. */
  readonly server: string;
  /** How the switches stand; `undefined` with a real GMS, which has no desk and no weather here. */
  readonly play?: Play;
}

export const readPlayground = async (): Promise<Playground> => {
  const response = await fetch('/api/playground');
  if (!response.ok) throw new Error(`Its server answered ${response.status}. Start it again with npm start.`);
  const answer: unknown = await response.json();
  const given = new Map<string, unknown>(Object.entries(answer ?? {}));
  const play = given.get('play');
  return { server: String(given.get('server')), play: play === undefined ? undefined : parsePlay(play) };
};
