export * from './failures.js';
export type * from './frames.js';
export { gmsRest } from './gmsRest/gmsRest.js';
export type { GmsRestOptions } from './gmsRest/gmsRestOptions.js';
export type * from './transport.js';
export { v3Rest } from './v3Rest/v3Rest.js';
export type { V3RestOptions } from './v3Rest/v3RestOptions.js';
