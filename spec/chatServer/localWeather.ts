import { list } from './control/args.js';
import { parseRule } from './parseRule.js';
import type { SeededRandom } from './seededRandom.js';
import type {
  DelayRule,
  DropAfterRule,
  DropBeforeRule,
  EndChatRule,
  GarbleRule,
  Operation,
  RotateKeysRule,
  StatusCodeRule,
  StatusRule,
  TruncateRule,
  UnknownClientRule,
  Weather,
  WeatherRule,
} from './weather.js';

/** What strikes one request. */
export interface Strike {
  readonly delay?: DelayRule;
  readonly instead?: DropBeforeRule | StatusRule | StatusCodeRule | UnknownClientRule;
  readonly meanwhile?: RotateKeysRule | EndChatRule;
  readonly spoiled?: DropAfterRule | TruncateRule | GarbleRule;
}

/** The weather, and what it does to the next request. */
export interface LocalWeather extends Weather {
  strike(operation: Operation): Strike;
}

interface Standing {
  readonly rule: WeatherRule;
  left: number;
}

const sortOf = (rule: WeatherRule): Strike => {
  switch (rule.kind) {
    case 'delay':
      return { delay: rule };
    case 'dropBefore':
    case 'status':
    case 'statusCode':
    case 'unknownClient':
      return { instead: rule };
    case 'rotateKeys':
    case 'endChat':
      return { meanwhile: rule };
    default:
      return { spoiled: rule };
  }
};

const clashes = (strike: Strike, next: Strike): boolean =>
  (strike.delay !== undefined && next.delay !== undefined) ||
  (strike.instead !== undefined && next.delay === undefined) ||
  (strike.meanwhile !== undefined && (next.meanwhile ?? next.instead) !== undefined) ||
  (strike.spoiled !== undefined && (next.spoiled ?? next.instead) !== undefined);

/** Weather that draws its chances from a seed. */
export const localWeather = (random: SeededRandom): LocalWeather => {
  let standing: readonly Standing[] = [];
  const stand = (rule: unknown): Standing => {
    const parsed = parseRule(rule);
    return { rule: parsed, left: parsed.times ?? Number.POSITIVE_INFINITY };
  };
  const fits = ({ on = '*', chance = 1 }: WeatherRule, operation: Operation): boolean =>
    (on === '*' || on === operation) && (chance === 1 || random.next() < chance);

  return {
    async set(rules) {
      standing = list(rules, 'rules').map(stand);
    },
    async add(rule) {
      standing = [...standing, stand(rule)];
    },
    async clear() {
      standing = [];
    },
    strike(operation) {
      let strike: Strike = {};
      for (const each of standing) {
        const next = sortOf(each.rule);
        if (clashes(strike, next) || !fits(each.rule, operation)) continue;
        each.left -= 1;
        strike = { ...strike, ...next };
      }
      standing = standing.filter(({ left }) => left > 0);
      return strike;
    },
  };
};
