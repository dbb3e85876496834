// The reference's sentences, one constant each, and our own in their manner. Those of a bus, and of its configuration, are in bridges/busRejections.ts.

export const alreadyActive = 'There is already an active chat session';
export const malformedUserData = 'malformed data object provided in userData property';
export const noActiveSession = 'There is no active chat session';
export const noMessageText = 'No message text provided';
export const noSession = 'No active chat session';
export const invalidFilters =
  'Missing or invalid filters provided. Please provide a regular expression or an array of regular expressions.';
export const noCustomNotice = "This transport doesn't support sendCustomNotice command.";
export const noUserDataUpdate = "This transport doesn't support updating userData during an active chat session.";
export const noPolling = "This transport doesn't support polling";
export const noPollExceptions = "This transport doesn't support resetPollExceptions command.";
export const alreadyRestoring = 'Already restoring. Ignoring request.';
export const restoreWhileActive = 'Chat session is already active, ignoring restore command.';
export const nothingToRestore = 'No chat session found to restore.';
export const noFileUploads = "This transport doesn't support file uploads";
export const noFileDownload = "This transport doesn't support file download.";
export const noFileLimits = "This transport doesn't support getFileLimits command.";
export const historyNeedsAsync = 'Fetching history messages applies only to Asynchronous chat';
export const noMoreHistory = 'No more messages to fetch';
export const invalidTypingInput =
  "Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.";
export const notFailed = 'This message has not failed, or has arrived after all.';
export const noVerifySession = "This transport doesn't support the verifySession command";
export const noTyping = "This transport doesn't support sendTyping command.";

/** registerPreProcessor, with the type that was given instead of a function. */
export const noPreprocessor = (type: string): string =>
  `No preprocessor function provided. Type provided was '${type}'.`;

/** sendMessage, with `maxMessageLength`. */
export const messageTooLong = (limit: number): string =>
  `Message length exceeds configured threshold of (${limit}) characters`;
