import type { Desk } from './desk.js';

/** What can be asked of the desk but `watch`, by the path of the call, and what it comes to. */
export type DeskResults = {
  readonly [Name in Exclude<keyof Desk, 'watch'> as `desk/${Name}`]: Awaited<ReturnType<Desk[Name]>>;
};

/** Makes a call with its arguments as they came. */
export type DeskCall = <Name extends keyof DeskResults>(
  name: Name,
  args: readonly unknown[],
) => Promise<DeskResults[Name]>;

/** A desk whose every call goes one way: over HTTP, or through a check. */
export const deskOver = (call: DeskCall, watch: Desk['watch']): Desk => ({
  sessions: (...args) => call('desk/sessions', args),
  transcript: (...args) => call('desk/transcript', args),
  join: (...args) => call('desk/join', args),
  type: (...args) => call('desk/type', args),
  stopTyping: (...args) => call('desk/stopTyping', args),
  say: (...args) => call('desk/say', args),
  pushUrl: (...args) => call('desk/pushUrl', args),
  notice: (...args) => call('desk/notice', args),
  sendFile: (...args) => call('desk/sendFile', args),
  leave: (...args) => call('desk/leave', args),
  end: (...args) => call('desk/end', args),
  idleAlert: (...args) => call('desk/idleAlert', args),
  rotateKeys: (...args) => call('desk/rotateKeys', args),
  expireToken: (...args) => call('desk/expireToken', args),
  lose: (...args) => call('desk/lose', args),
  preview: (...args) => call('desk/preview', args),
  heard: (...args) => call('desk/heard', args),
  requests: (...args) => call('desk/requests', args),
  clearRequests: (...args) => call('desk/clearRequests', args),
  watch: async (listener) => {
    if (typeof listener !== 'function') throw new TypeError('listener must be a function.');
    return watch(listener);
  },
});
