import { type Command, fails, never, resolves, says } from '../row.js';

const file = 'lib/commands/records.ts';
const answer = '(AJAX Response Object)';

/** What is known of the chat. */
export const records = [
  {
    name: 'getTranscript',
    ours: 'service.getTranscript',
    file,
    rows: [resolves('getTranscript/given', 'Always', 'Object with an array of messages')],
  },
  {
    name: 'getAgents',
    ours: 'service.getAgents',
    file,
    rows: [
      resolves(
        'getAgents/given',
        'Always',
        '{agents: {participantId: {name, connected, supervisor, connectedTime, disconnectedTime}}}',
        { ruling: 'C18' },
      ),
    ],
  },
  {
    name: 'getStats',
    ours: 'service.getStats',
    file,
    rows: [
      resolves(
        'getStats/given',
        'Always',
        '{agents: (Object), startTime: (int time), endTime: (int time), duration: (int time)}',
      ),
    ],
  },
  {
    name: 'getSessionData',
    ours: 'service.getSessionData',
    file,
    rows: [
      resolves(
        'getSessionData/gms',
        'Always, when using Chat via GMS API',
        '{secureKey: (string), sessionId: (number/string), alias: (number/string), userId: (number/string)}',
      ),
      resolves(
        'getSessionData/v3',
        'Always, when using Chat via Genesys Multicloud CX v3 API',
        '{participantId: (string), sessionId: {string}, token: (string), transportId: (string)}',
      ),
      never('getSessionData/never', 'Never'),
    ],
  },
  {
    name: 'fetchHistory',
    ours: 'service.fetchHistory',
    file,
    rows: [
      resolves('fetchHistory/fetched', 'Old messages are retrieved', answer),
      fails('fetchHistory/failure', 'Request fails'),
      says(
        'fetchHistory/notAsync',
        'Asynchronous mode is not enabled',
        'Fetching history messages applies only to Asynchronous chat',
      ),
      says('fetchHistory/exhausted', 'All messages are received', 'No more messages to fetch'),
    ],
  },
] as const satisfies readonly Command[];
