/** What the service is called on a bus. */
export const pluginName = 'WebChatService';
