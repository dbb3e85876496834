import 'mocha/mocha.js';
import { config } from 'chai';

// A failure is read in a terminal: whole values, not their first 40 characters.
config.truncateThreshold = 0;

mocha.setup({
  ui: 'bdd',
  timeout: 15_000,
  fullTrace: true,
  forbidOnly: true,
  forbidPending: true,
  reporter: Mocha.reporters.Base,
});

// Mocha hears `error` only. An unwatched rejection is one as well.
addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
