export type { AngularWebChatService } from './angularWebChatService.js';
export { injectWebChatService } from './injectWebChatService.js';
export { provideWebChatService } from './provideWebChatService.js';
export { WEB_CHAT_SERVICE } from './webChatServiceToken.js';
