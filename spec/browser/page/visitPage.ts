import { createWebChatService } from '../../../lib/createWebChatService.js';
// For the type of window.visitedPage.
import type {} from '../../support/browserWorld.js';
import { transportOf } from '../../support/transportOf.js';
import { carryIn } from './carryIn.js';

// What nobody catches here fails the running story, as it would on its own page.
addEventListener('error', ({ error }) => parent.reportError(error));
addEventListener('unhandledrejection', ({ reason }) => parent.reportError(reason));

window.visitedPage = {
  createService: (options, route) => createWebChatService({ transport: transportOf(route), ...options }),
  carryIn,
};
