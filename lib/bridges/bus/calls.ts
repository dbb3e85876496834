import { attempt } from './attempt.js';
import { type BusPromise, createDeferred } from './deferred.js';
import type { Deliver } from './deliveries.js';
import type { BusCall, Member } from './members.js';

/** Gets the options of a command before it is carried out, and returns them, or others. */
export type BusFilter = (options: object) => unknown;

/** A promise is none: what it would come to is not waited for. */
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Promise);

const cancelled = "Command was cancelled by a 'before' function.";
const noCommand = 'Command does not exist';
const noPlugin = 'Could not load plugin file in given location. Check your plugins path option.';

const carryOut = (member: Member, name: string, call: BusCall): void => {
  const handler = member.handlers.get(name);
  if (!handler) return void call.deferred.reject(noCommand);
  try {
    // An async handler fails later. Where it had resolved, nobody else would hear of that.
    Promise.resolve(handler(call)).catch((reason: unknown) => {
      call.deferred.reject(reason);
      if (call.deferred.promise().isResolved()) throw reason;
    });
  } catch (error) {
    call.deferred.reject(error);
    throw error;
  }
};

/** What the filters of a command leave of its options: no object, where one of them gave none. */
const filteredBy = (filters: readonly BusFilter[], given: unknown): unknown =>
  filters.reduce<unknown>((options, filter) => {
    let left: unknown;
    if (isObject(options)) {
      attempt(() => {
        left = filter(options);
      });
    }
    return left;
  }, given || {});

/** Commands on their way: through the filters at once, to their handler later; to a plugin that is not ready, when it is. */
export const calls = (members: ReadonlyMap<string, Member>, deliver: Deliver) => {
  const filters = new Map<string, readonly BusFilter[]>();
  const filtersOf = (command: string): readonly BusFilter[] => filters.get(command) ?? [];

  return {
    before(command: string, filter: BusFilter): boolean {
      filters.set(command, [...filtersOf(command), filter]);
      return true;
    },
    /** `Plugin.command` */
    command(commander: string, command: string, given: unknown): BusPromise {
      const deferred = createDeferred();
      const data = filteredBy(filtersOf(command), given);
      const dot = command.indexOf('.');
      const member = members.get(command.slice(0, dot));
      if (!isObject(data)) deferred.reject(cancelled);
      else if (!member) deferred.reject(noPlugin);
      else {
        const call = { time: Date.now(), commander, command, deferred, data };
        const work = () => deliver(() => carryOut(member, command.slice(dot + 1), call));
        if (member.early && member.name !== commander) member.early.push(work);
        else work();
      }
      return deferred.promise();
    },
    ready(member: Member): boolean {
      const { early = [] } = member;
      member.early = undefined;
      for (const work of early) work();
      return true;
    },
  };
};
