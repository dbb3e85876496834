import { tally } from './tally.js';

console.log(tally());
