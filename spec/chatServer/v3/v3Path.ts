/** Where sessions are served. */
export const V3_PATH = '/nexus/v3/chat/sessions';
