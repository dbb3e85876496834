import { type Command, fails, refuses, resolves, says, throws } from '../row.js';

const file = 'lib/commands/files.ts';

/** Files, both ways. */
export const files = [
  {
    name: 'sendFile',
    ours: 'service.sendFile',
    file,
    rows: [
      resolves('sendFile/sent', 'The file sent is a valid type and size', '(AJAX Response Object)'),
      resolves('sendFile/several', 'Several files are sent', 'an array of answers', { ruling: 'C25' }),
      refuses('sendFile/invalidType', 'The file sent is an invalid type', 203),
      refuses('sendFile/tooMany', 'The number of uploads is exceeded', 201),
      refuses('sendFile/tooLarge', 'The file size exceeds the limit', 202),
      fails('sendFile/failure', 'The file size is too large or an unknown error occurs'),
      says(
        'sendFile/unsupported',
        "The server doesn't support file uploads",
        "This transport doesn't support file uploads",
      ),
    ],
  },
  {
    name: 'downloadFile',
    ours: 'service.downloadFile',
    file,
    rows: [
      resolves('downloadFile/downloaded', 'The file is downloaded successfully', 'n/a (a Blob)'),
      fails('downloadFile/failure', 'The file cannot be downloaded', { ruling: 'C1' }),
      says(
        'downloadFile/unsupported',
        "The server doesn't support file download",
        "This transport doesn't support file download.",
        { ruling: 'C26' },
      ),
      throws('downloadFile/foreign', "The url has another origin than dataURL's", 'an Error; no token leaves', {
        ruling: 'C26',
      }),
    ],
  },
] as const satisfies readonly Command[];
