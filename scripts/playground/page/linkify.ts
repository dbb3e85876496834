import { element } from './element.js';

const address = /https?:\/\/[^\s<>"'“”]+/gi;

/** Punctuation behind an address belongs to the sentence; so does a bracket that was opened before it. */
const withoutTail = (text: string): string => {
  const bare = text.replace(/[.,;:!?…]+$/, '');
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare;
};

/** A link, if the text is an http or https address; its plain text if not. */
export const linkTo = (text: string): Node => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return document.createTextNode(text);
  return element('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, text);
};

/** The text as nodes, its http and https addresses as links. Nothing in it is ever markup. */
export const linkify = (text: string): Node[] => {
  const nodes: Node[] = [];
  let done = 0;
  for (const match of text.matchAll(address)) {
    const found = withoutTail(match[0]);
    nodes.push(document.createTextNode(text.slice(done, match.index)), linkTo(found));
    done = match.index + found.length;
  }
  return [...nodes, document.createTextNode(text.slice(done))];
};
