import { BehaviorSubject, type Observable, switchMap } from 'rxjs';
import { createWebChatService, type WebChatService } from '../../../lib/index.js';
import type { Row } from '../shared/row.js';
import { rowsOf } from '../shared/rowOf.js';
import { mounts, type Servers, transportTo } from '../shared/servers.js';
import { type Choice, storeChoice, storedChoice, whyNotAsync } from './choice.js';
import type { Playground } from './readPlayground.js';
import { type TellingService, tellingService } from './tellingService.js';

/** The service in use. */
export interface Live {
  readonly choice: Choice;
  readonly service: WebChatService;
  /** Its commands, each of which is told of. */
  readonly calls: TellingService;
}

export interface LiveService {
  readonly live$: Observable<Live>;
  /** Lets go of the service and makes another. */
  choose(choice: Choice): void;
}

/** The addresses of the page's own origin, which are handed on. */
const here = ({ servers }: Playground): Servers =>
  Object.fromEntries(
    Object.entries(mounts)
      .filter(([name]) => Object.hasOwn(servers, name))
      .map(([name, mount]) => [name, location.origin + mount]),
  );

const choiceFor = ({ servers, transport }: Playground, of: string): Choice => {
  const stored = storedChoice(of);
  if (!stored || servers[stored.transport] === undefined) return { transport, async: false };
  return { ...stored, async: stored.async && whyNotAsync(stored.transport) === undefined };
};

/** Makes the service, and another whenever something else is chosen. */
export const liveService = (playground: Playground, tell: (row: Row) => void): LiveService => {
  const of = Object.values(playground.servers).join(' ');
  const make = (choice: Choice): Live => {
    const { transport } = choice;
    // Messages on a page of history: as few as may be, so that there soon is one.
    const async = choice.async ? { maxMessagePageSize: 16 } : undefined;
    const data = { transport, ...(async && { async }) };
    const summary = `transport: ${transport}${async ? ', async' : ''}`;
    tell({ at: Date.now(), kind: 'call', name: 'createWebChatService', summary, data });
    const service = createWebChatService({
      transport: transportTo(transport, here(playground)),
      name: `playground.${playground.servers[transport]}${async ? '.async' : ''}`,
      async,
    });
    rowsOf(service).subscribe(tell);
    return { choice, service, calls: tellingService(service, tell) };
  };
  const live$ = new BehaviorSubject(make(choiceFor(playground, of)));
  return {
    live$: live$.asObservable(),
    choose(choice) {
      storeChoice(of, choice);
      // What is stored of a chat stays, for whoever chooses this again.
      void live$.value.service.dispose();
      live$.next(make(choice));
    },
  };
};

/** A stream of whichever service is in use. */
export const ofLive = <Value>(
  live$: LiveService['live$'],
  stream: (service: WebChatService) => Observable<Value>,
): Observable<Value> => live$.pipe(switchMap(({ service }) => stream(service)));
