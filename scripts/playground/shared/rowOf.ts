import { filter, map, merge, type Observable } from 'rxjs';
import type { WebChatEvent, WebChatService } from '../../../lib/index.js';
import { dots, masked } from './masked.js';
import type { Row } from './row.js';
import { summaryOf } from './summaryOf.js';

/** The row of a published event. */
export const rowOf = (event: WebChatEvent): Row => ({
  at: event.at,
  kind: 'event',
  name: event.name,
  summary: summaryOf(event),
  data: masked(event.data),
});

/** Every event as a row, `ready` too, which was published before anybody could listen. */
export const rowsOf = ({ events, events$ }: WebChatService): Observable<Row> =>
  merge(
    events.ready$.pipe(map((data) => ({ name: 'ready', at: Date.now(), data }) as const)),
    events$.pipe(filter(({ name }) => name !== 'ready')),
  ).pipe(map(rowOf));

const isWorthShowing = ([, value]: readonly [string, unknown]): boolean => value !== undefined && value !== '';

/** `name: value` of each field, but for what is masked. */
const short = (value: unknown): string => {
  const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = isFields ? Object.entries(value).filter(isWorthShowing) : [['', value] as const];
  const texts = fields.map(([name, field]) => {
    const text = typeof field === 'string' ? field : (JSON.stringify(field) ?? '');
    return name ? `${name}: ${text}` : text;
  });
  const text = texts.join(', ');
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
};

/** What of a command's options may be shown: nothing of a message that is to stay hidden, nor of a session. */
export const shownOptions = (name: string, options: unknown): unknown => {
  if (name === 'sendFilteredMessage') return { message: dots, regex: dots };
  const isSession = name === 'restore' && Reflect.get(Object(options), 'sessionData') !== undefined;
  return isSession ? { sessionData: dots } : masked(options);
};

/** Calls a command and tells of the call and of how it went. Settles as the command does. */
export const tellCall = async <Answer>(
  tell: (row: Row) => void,
  name: string,
  options: unknown,
  call: () => Promise<Answer>,
): Promise<Answer> => {
  const shown = shownOptions(name, options);
  tell({ at: Date.now(), kind: 'call', name, summary: short(shown), data: shown });
  try {
    const answer = await call();
    const data = masked(answer);
    tell({ at: Date.now(), kind: 'resolved', name, summary: short(data), data });
    return answer;
  } catch (error) {
    const summary = error instanceof Error ? error.message : String(error);
    tell({ at: Date.now(), kind: 'rejected', name, summary, data: masked(error) });
    throw error;
  }
};
