import { createWebChatService, gmsRest } from '../../../lib/index.js';
// For the type of window.visitedPage.
import type {} from '../../support/browserWorld.js';
import { carryIn } from './carryIn.js';

// What nobody catches here fails the running story, as it would on its own page.
addEventListener('error', ({ error }) => parent.reportError(error));
addEventListener('unhandledrejection', ({ reason }) => parent.reportError(reason));

window.visitedPage = {
  createService: (options, gms) => createWebChatService({ transport: gmsRest(gms), ...options }),
  carryIn,
};
