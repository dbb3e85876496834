export { gmsCometd } from './gmsCometd.js';
export type { GmsCometdOptions } from './gmsCometdOptions.js';
