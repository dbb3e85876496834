export * from './failures.js';
export type * from './frames.js';
export { gmsRest } from './gmsRest/gmsRest.js';
export type { GmsRestOptions } from './gmsRest/gmsRestOptions.js';
export type * from './transport.js';
