import type { Bench, Figure } from './figure.js';
import { median } from './median.js';

const isMet = ({ goal, ratios }: Figure): boolean => goal === undefined || median(ratios) >= goal;

const verdict = (figure: Figure): string => {
  if (figure.goal === undefined) return 'for information';
  return `goal ${figure.goal}×: ${isMet(figure) ? 'met' : 'NOT MET'}`;
};

const textOf = (figure: Figure): string => {
  const { name, ratios, parts } = figure;
  const range = `${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)}, ${ratios.length} rounds`;
  return `  ${name}\n    ${median(ratios).toFixed(1)}× (${range})   ${verdict(figure)}\n    ${parts}`;
};

/** Measures what has `only` in its name, and tells of it. Whether there was such a bench, and every goal was met. */
export const report = async (benches: readonly Bench[], only: string, say = console.log): Promise<boolean> => {
  const wanted = benches.filter(({ name }) => name.includes(only));
  const names = benches.map(({ name }) => `"${name}"`).join(', ');
  if (wanted.length === 0) say(`bench: none has "${only}" in its name. There is: ${names}.`);
  let met = wanted.length > 0;
  for (const { name, how, measure } of wanted) {
    say(`\n${name}\n`);
    const figures = await measure();
    for (const figure of figures) say(textOf(figure));
    met &&= figures.length > 0 && figures.every(isMet);
    say(`\n${how.replace(/^/gm, '  ')}\n`);
  }
  return met;
};
