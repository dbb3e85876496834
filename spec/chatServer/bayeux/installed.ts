/**
 * A package that only chats over CometD need. A bundler, which would look for each package that is imported by its name, leaves it to
 * Node: most tests never load it (O14).
 */
export const installed = async <Package>(name: string): Promise<Package> => {
  try {
    // Both are CommonJS.
    const { default: exported } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
    return exported;
  } catch (cause) {
    const advice = 'install the packages cometd-nodejs-server and faye, or leave `bayeux` out';
    throw new Error(`startChatServer: ${name} could not be loaded: ${advice}.`, { cause });
  }
};
