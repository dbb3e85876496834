import type { WeatherRule } from '../chatServer/weather.js';
import type { ServerSide } from './surroundings.js';

/** A server whose weather is put right after each test. */
export interface WatchedServer {
  readonly side: ServerSide;
  /** Clears the weather and brings the server back; resolves with what the story should have put right itself. */
  putRight(): Promise<string[]>;
}

/** Remembers what a story does to the server. */
export const watchServer = (real: ServerSide): WatchedServer => {
  let lasting: WeatherRule[] = [];
  let down = false;
  const lasts = ({ times }: WeatherRule): boolean => times === undefined;
  const side: ServerSide = {
    urls: real.urls,
    desk: real.desk,
    weather: {
      async set(rules) {
        await real.weather.set(rules);
        lasting = rules.filter(lasts);
      },
      async add(rule) {
        await real.weather.add(rule);
        if (lasts(rule)) lasting = [...lasting, rule];
      },
      async clear() {
        await real.weather.clear();
        lasting = [];
      },
    },
    async goDown() {
      await real.goDown();
      down = true;
    },
    async comeBack() {
      await real.comeBack();
      down = false;
    },
  };
  return {
    side,
    async putRight() {
      const left = lasting.map(({ kind, on = '*' }) => `the weather "${kind}" on ${on} still stood`);
      if (down) left.push('the server was still down');
      if (down) await side.comeBack();
      await side.weather.clear();
      return left;
    },
  };
};
