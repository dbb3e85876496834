import { type ApplicationConfig, DOCUMENT, inject, provideZonelessChangeDetection } from '@angular/core';
import { gmsRest, type WebChatServiceOptions } from 'webchat-streams';
import { provideWebChatService } from 'webchat-streams/angular';

/** The page says where the chat server is. On a server nobody asks. */
const chatOptions = (): WebChatServiceOptions => {
  const meta = inject(DOCUMENT).querySelector('meta[name=chat-url]');
  return { transport: gmsRest({ dataURL: meta?.getAttribute('content') ?? '' }) };
};

export const appConfig: ApplicationConfig = {
  providers: [provideZonelessChangeDetection(), provideWebChatService(chatOptions)],
};
