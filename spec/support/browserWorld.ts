import { CommandRejected } from '../../lib/commandRejected.js';
import { TransportFailure } from '../../transports/failures.js';
import { connectDesk } from '../chatServer/deskClient.js';
import { transportNamed } from '../reference/abilities.js';
import type { Page, Surroundings } from './surroundings.js';

/** What the visited page offers to the page of the stories around it. */
export type VisitedPage = Pick<Page, 'createService' | 'carryIn'>;

declare global {
  interface Window {
    visitedPage?: VisitedPage;
  }
}

const isNamed = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && 'name' in value && value.name === name;

const isRejection = (value: unknown): value is CommandRejected => isNamed(value, 'CommandRejected');
const isFailure = (value: unknown): value is TransportFailure => isNamed(value, 'TransportFailure');
const isForeign = (value: unknown): value is Error =>
  Object.prototype.toString.call(value) === '[object Error]' && !(value instanceof Error);

/** An error of the visited page is an instance of that page's classes: here is the same one of ours. */
const carryOut = (reason: unknown): unknown => {
  if (!isForeign(reason)) return reason;
  if (isRejection(reason)) return new CommandRejected(reason.message);
  if (isFailure(reason)) return new TransportFailure(reason.kind, reason.message, { ...reason, cause: reason.cause });
  return Object.assign(new Error(reason.message, { cause: reason.cause }), { name: reason.name }, reason);
};

const loaded = (frame: HTMLIFrameElement): Promise<unknown> =>
  new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));

const inside = (frame: HTMLIFrameElement): VisitedPage => {
  const page = frame.contentWindow?.visitedPage;
  if (!page) throw new Error('The visited page did not come up; see the errors above.');
  return page;
};

const openPage = async (): Promise<Page> => {
  const frame = document.createElement('iframe');
  frame.src = '/visit.html';
  document.body.append(frame);
  await loaded(frame);
  return {
    createService(options, route) {
      try {
        return inside(frame).createService(options, route);
      } catch (error) {
        throw carryOut(error);
      }
    },
    carryIn: (value) => inside(frame).carryIn(value),
    carryOut,
    async reload() {
      frame.contentWindow?.location.reload();
      await loaded(frame);
    },
    async leave() {
      frame.remove();
    },
  };
};

const query = new URL(location.href).searchParams;

const told = (name: string): string => {
  const value = query.get(name);
  if (value === null) throw new Error(`The page was opened without ${name}.`);
  return value;
};

/** A real browser: the runner's chat server, a real document for each visit, its real IndexedDB. */
export const surroundings: Surroundings = {
  where: 'browser',
  transport: transportNamed(query.get('transport')),
  openPage,
  async reachServer() {
    const { desk, weather, goDown, comeBack } = connectDesk(told('controlURL'));
    return { side: { urls: JSON.parse(told('urls')), desk, weather, goDown, comeBack }, close: async () => {} };
  },
};
