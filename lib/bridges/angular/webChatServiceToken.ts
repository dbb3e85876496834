import { InjectionToken } from '@angular/core';
import type { AngularWebChatService } from './angularWebChatService.js';

/** Where the chat service is, once it is provided by {@link provideWebChatService}. */
export const WEB_CHAT_SERVICE: InjectionToken<AngularWebChatService> =
  /* @__PURE__ */ new InjectionToken<AngularWebChatService>('WEB_CHAT_SERVICE, see provideWebChatService');
