/** A name without the prefix of older Widgets: `cx.plugin.WebChatService.started` is `WebChatService.started`. */
export const shortName = (name: string): string => name.replace(/^cx\.plugin\./, '');

/** `Plugin.name`; a name alone is of the plugin that says it. */
export const fullName = (name: string, plugin: string): string => {
  const short = shortName(name);
  return short.includes('.') ? short : `${plugin}.${short}`;
};

/** What can be a name. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
