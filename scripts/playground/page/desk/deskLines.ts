import { type Line, lineOf } from '../line.js';
import type { DeskView } from './deskModel.js';

const isLine = (line: Line | undefined): line is Line => line !== undefined;

const over: Line = { look: 'note', who: '', text: 'The chat has ended' };

/** A transcript as the agent sees it: the contact center's own words are "mine". */
export const deskLines = ({ chat, events }: Pick<DeskView, 'chat' | 'events'>): Line[] => [
  ...events
    .map(({ type, text = '', from, utcTime, userData }) =>
      lineOf({
        type,
        text,
        who: from.nickname || from.type,
        mine: from.type !== 'Client',
        timestamp: utcTime,
        fileDetails: userData,
      }),
    )
    .filter(isLine),
  ...(chat?.ended ? [over] : []),
];
