import type { WebChatService } from '../../lib/service.js';
import { recorder } from './recorder.js';
import type { Clock, Page, Visit, VisitOptions } from './surroundings.js';
import type { Route } from './transportOf.js';
import { watchCommands } from './watchCommands.js';

/** What all visits of a test share. */
export interface Around extends Pick<Route, 'transport' | 'urls'> {
  readonly storage: string;
  readonly clock: Clock;
  /** The visits that are still on their page. */
  readonly open: Set<OpenVisit>;
}

/** A visit that has to be ended. */
export interface OpenVisit {
  /** Disposes of the service and leaves the page; resolves with what the story left undone. */
  finish(): Promise<string[]>;
}

/** As fast as the library asks, so that stories are short. */
const quick = { pollRateMin: 250, pollRateMax: 250 };

/** Retries come soon, and at the same times in every run. */
const random = (): number => 0.02;

/** Records what a service publishes. */
const listen = (service: WebChatService, { now }: Clock) => {
  const { record, ...recorded } = recorder();
  let completed = false;
  // Published before anybody can listen, and replayed there only.
  service.events.ready$.subscribe((data) => record({ name: 'ready', at: now(), data }));
  const events = service.events$.subscribe({
    next: (event) => event.name !== 'ready' && record(event),
    complete: () => {
      completed = true;
    },
  });
  return { ...recorded, completed: () => completed, leave: () => events.unsubscribe() };
};

/** A service on a page, as fast as it can be. */
const serviceOn = (
  page: Page,
  { timeouts = {}, environment, ...options }: VisitOptions,
  around: Around,
): WebChatService => {
  const { transport, urls, storage, clock } = around;
  const surrounded = { now: clock.now, random, ...environment };
  const all = { name: storage, ...quick, ...options, environment: surrounded };
  return page.createService(all, { transport, urls, options: timeouts });
};

/** Begins a visit on a page that has just been loaded. */
export const visitPage = async (page: Page, options: VisitOptions, around: Around): Promise<Visit> => {
  const { clock, open } = around;
  const service = serviceOn(page, options, around);
  const { seen, when, stop, completed, leave } = listen(service, clock);
  let here = true;
  const { watched, unsettled } = watchCommands(service, {
    enter: page.carryIn,
    leave: page.carryOut,
    open: () => here,
  });
  const vanish = (): void => {
    if (!here) throw new Error('This visit is over: go on with the one that reload() or open() resolved with.');
    here = false;
    leave();
    stop();
    open.delete(opened);
  };
  const finish: OpenVisit['finish'] = async () => {
    const left = unsettled().map((name) => `${name} had not settled`);
    left.push(...stop().map((name) => `${name} was still awaited`));
    await service.dispose();
    if (!completed()) left.push('events$ did not complete on dispose()');
    vanish();
    await page.leave();
    return left;
  };
  const opened: OpenVisit = { finish };
  open.add(opened);
  await when('ready');
  const reload: Visit['reload'] = async (next) => {
    vanish();
    await page.reload();
    return visitPage(page, { ...options, ...next }, around);
  };
  const goAway: Visit['leave'] = async () => {
    vanish();
    await page.leave();
  };
  return { service: watched, seen, clock, when, reload, leave: goAway };
};
