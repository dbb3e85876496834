import { BehaviorSubject, type Observable } from 'rxjs';
import { type Play, type PlayName, parsePlay } from '../shared/play.js';

/** What the playground plays, seen from the page. */
export interface PlayClient {
  readonly play$: Observable<Play>;
  set(name: PlayName, on: boolean): Promise<void>;
}

/** @param play what is played now */
export const playClient = (play: Play): PlayClient => {
  const play$ = new BehaviorSubject(play);
  return {
    play$: play$.asObservable(),
    async set(name, on) {
      const response = await fetch('/api/play', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ [name]: on }),
      });
      play$.next(parsePlay(await response.json()));
    },
  };
};
