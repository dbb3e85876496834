import { type Diagram, type Line, stretchesOf } from './diagram.js';
import { type Marble, parseMarbles } from './parseMarbles.js';

/** As wide as a small screen leaves room for; a drawing grows with its page. */
const width = 300;
const left = 14;
const right = 14;
const lineHeight = 52;
const boxHeight = 34;
const radius = 10;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const columnsOf = (lines: readonly Line[]): number =>
  Math.max(...lines.flatMap((line) => stretchesOf(line).map(({ at, marbles }) => at + marbles.length)));

const pill = (x: number, y: number, text: string, tone = 'value'): string => {
  const high = text === '' ? radius / 2 : radius;
  const half = Math.max(high, text.length * 4.2 + 5);
  const box = `<rect x="${x - half}" y="${y - high}" width="${2 * half}" height="${2 * high}" rx="${high}"/>`;
  return `<g class="${tone}">${box}<text x="${x}" y="${y + 4.5}">${escaped(text)}</text></g>`;
};

const mark = ({ kind, value }: Marble, x: number, y: number, { looks }: Line): string => {
  if (kind === 'complete') return `<path class="complete" d="M${x} ${y - 16}v32"/>`;
  if (kind === 'error') return `<path class="failed" d="M${x - 8} ${y - 8}l16 16m0-16l-16 16"/>`;
  const look = looks?.[value];
  return pill(x, y, look?.text ?? value, look?.tone);
};

/** Ends and crosses go behind the values that share their column. */
const inOrder = (one: Marble, other: Marble): number => Number(one.kind === 'value') - Number(other.kind === 'value');

const draw = (line: Line, top: number, xOf: (column: number) => number): string => {
  const y = top + 34;
  const drawn = stretchesOf(line).map(({ at, marbles }) => {
    const all = parseMarbles(marbles);
    const spans = all.some(({ kind }) => kind === 'begin');
    const ends = all.filter(({ kind }) => kind !== 'value' && kind !== 'begin').map((marble) => marble.at);
    const [from, to] = [xOf(at), xOf(at + (ends[0] ?? marbles.length))];
    if (spans) return `<path class="span" d="M${from} ${y}H${to}"/>`;
    // Whoever neither completes nor fails goes on.
    const arrow = ends.length === 0 ? `<path class="arrow" d="M${to - 5} ${y - 4}l6 4l-6 4"/>` : '';
    const signs = [...all].sort(inOrder).map((marble) => mark(marble, xOf(at + marble.at), y, line));
    return [`<path class="line" d="M${from} ${y}H${to}"/>`, arrow, ...signs].join('');
  });
  return `<text class="label" x="2" y="${top + 14}">${escaped(line.label)}</text>${drawn.join('')}`;
};

const signsOf = (line: Line): string =>
  `${line.label}: ${stretchesOf(line)
    .map(({ at, marbles }) => `${'\u00a0'.repeat(at)}${marbles}`)
    .join(', ')}`;

/** What is read out, or shown where there are no pictures. */
export const marblesAsText = ({ caption, inputs, operator, outputs }: Diagram): string =>
  [caption, ...inputs.map(signsOf), operator, ...outputs.map(signsOf)].join(' · ');

/**
 * Draws a diagram as one `<svg>`, in one line, its text selectable, its colours left to the page:
 * `.value`, `.failure`, `.hidden`, `.line`, `.span`, `.label`, `.operator` …
 */
export const marblesToSvg = (diagram: Diagram): string => {
  const { inputs, operator, outputs } = diagram;
  const columns = columnsOf([...inputs, ...outputs]);
  const xOf = (column: number): number => Math.round(left + (column * (width - left - right)) / columns);
  const below = inputs.length * lineHeight;
  const height = below + boxHeight + outputs.length * lineHeight + 4;
  // A letter of a fixed width is a good half as wide as high.
  const size = Math.min(11, Math.floor((width - 12) / (operator.length * 0.062)) / 10);
  const parts = [
    ...inputs.map((line, place) => draw(line, place * lineHeight, xOf)),
    `<g class="operator"><rect x="1" y="${below + 8}" width="${width - 2}" height="${boxHeight - 8}" rx="5"/>`,
    `<text x="${width / 2}" y="${below + 25}" font-size="${size}">${escaped(operator)}</text></g>`,
    ...outputs.map((line, place) => draw(line, below + boxHeight + 4 + place * lineHeight, xOf)),
  ];
  const label = escaped(marblesAsText(diagram));
  return `<svg class="marbles" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${parts.join('')}</svg>`;
};
