import { styleText } from 'node:util';
import { marks, type Row, timeOf } from './shared/row.js';
import { type Tone, toneOf } from './shared/toneOf.js';

type Style = Parameters<typeof styleText>[0];

const nameWidth = 22;

// Messages are hostile: control characters could move the cursor or paint, bidirectional ones reorder the line.
const unprintable = /[\p{Cc}\p{Cf}]+/gu;

const printable = (text: string): string => text.replace(unprintable, ' ');

const styles: Readonly<Record<Tone, Style>> = { trouble: 'red', recovery: 'green', event: 'cyan', quiet: 'dim' };

/** What is printed: one line a row, aligned, coloured on a terminal only. */
export const terminal = (out: NodeJS.WriteStream) => {
  const paint = (style: Style, text: string): string =>
    out.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
  return {
    say: (text = ''): void => void out.write(`${text}\n`),
    strong: (text: string): string => paint('bold', text),
    row: (row: Row): void => {
      const name = printable(row.name).slice(0, 40).padEnd(nameWidth);
      const room = (out.isTTY ? out.columns : 160) - nameWidth - 18;
      const summary = printable(row.summary).slice(0, Math.max(room, 20));
      const style = styles[toneOf(row)];
      const line = `${paint('dim', timeOf(row.at))}  ${paint(style, `${marks[row.kind]} ${name}`)} ${summary}`;
      out.write(`${line.trimEnd()}\n`);
    },
  };
};
