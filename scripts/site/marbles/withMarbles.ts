import type { Diagram } from './diagram.js';
import { diagrams } from './diagrams.js';
import { marblesToSvg } from './marblesToSvg.js';

const all: ReadonlyMap<string, Diagram> = new Map(Object.entries(diagrams));

/**
 * Puts the pictures where a page says `<!-- marbles: NAME -->`, each in one line.
 * @throws where there is no such picture
 */
export const withMarbles = (text: string): string =>
  text.replace(/^<!-- marbles: (\w+) -->$/gm, (_, name: string) => {
    const diagram = all.get(name);
    if (!diagram) throw new Error(`There is no picture ${name}; there are ${[...all.keys()].join(', ')}`);
    return `<figure class="marbles">${marblesToSvg(diagram)}<figcaption>${diagram.caption}.</figcaption></figure>`;
  });
