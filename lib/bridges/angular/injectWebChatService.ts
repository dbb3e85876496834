import { inject } from '@angular/core';
import type { AngularWebChatService } from './angularWebChatService.js';
import { WEB_CHAT_SERVICE } from './webChatServiceToken.js';

/**
 * The chat service of the nearest injector that provides one; made when first asked for.
 * Like any `inject()` it wants an injection context: a constructor, a field, a factory.
 *
 * @param token which, where there are several. @default WEB_CHAT_SERVICE
 */
export const injectWebChatService = (token = WEB_CHAT_SERVICE): AngularWebChatService => inject(token);
