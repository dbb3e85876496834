import type { Desk } from '../desk.js';
import { parseRule } from '../parseRule.js';
import type { Weather } from '../weather.js';
import { list } from './args.js';
import { deskCalls } from './deskCalls.js';

/** What the control side rules over. */
export interface Controlled {
  readonly desk: Desk;
  readonly weather: Weather;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  restartBayeux(): Promise<void>;
}

/** A call by its name, with the arguments as they came. */
export type ControlCall = (args: readonly unknown[]) => Promise<unknown>;

type OtherCalls = Record<`weather/${keyof Weather}` | `server/${'goDown' | 'comeBack' | 'restartBayeux'}`, ControlCall>;

const otherCalls = ({ weather, goDown, comeBack, restartBayeux }: Controlled): OtherCalls => ({
  'weather/set': async ([rules]) => weather.set(list(rules, 'rules').map(parseRule)),
  'weather/add': async ([rule]) => weather.add(parseRule(rule)),
  'weather/clear': () => weather.clear(),
  'server/goDown': () => goDown(),
  'server/comeBack': () => comeBack(),
  'server/restartBayeux': () => restartBayeux(),
});

/** Everything that can be asked of the control side, by path. */
export const controlCalls = (controlled: Controlled): ReadonlyMap<string, ControlCall> =>
  new Map(Object.entries({ ...deskCalls(controlled.desk), ...otherCalls(controlled) }));
