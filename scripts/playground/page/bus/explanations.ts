import { eventRows } from '../../../../spec/reference/events.js';

/** One line about something that can be typed. */
export interface Explanation {
  readonly says: string;
  /** Its options as one would write them. The cursor goes to the first bar; what stands between two is selected. */
  readonly template?: string;
}

const explain = (says: string, template?: string): Explanation => ({ says, template });

/** What every plugin has. */
const common: Readonly<Record<string, Explanation>> = {
  COMMANDS: explain('Gives the names of all commands of the plugin'),
  EVENTS: explain('Gives the names of all events of the plugin'),
  LOAD: explain('Gives nothing: plugins come with the page'),
};

const chat: Readonly<Record<string, Explanation>> = {
  startChat: explain('Begins a chat', "{nickname: '|Ada|'}"),
  endChat: explain('Ends the chat'),
  sendMessage: explain('Sends a message to the agent', "{message: '||'}"),
  sendCustomNotice: explain('Sends the agent a notice that is no message', "{message: '||'}"),
  sendTyping: explain('Shows the agent that you write, and what', "{message: '||'}"),
  sendFilteredMessage: explain(
    'Sends a message; what matches stays out of the transcript',
    "{message: '||', regex: /code/i}",
  ),
  addPrefilter: explain('Hides the messages that match, to the end of the chat', '{filters: [/|secret|/i]}'),
  updateUserData: explain('Attaches data to the chat, or to the next one', "{department: '|sales|'}"),
  startPoll: explain('Asks for news again'),
  stopPoll: explain('Asks for no more news: the agent writes in vain'),
  resetPollExceptions: explain('Forgets how many polls have failed in a row'),
  restore: explain('Goes on with the stored chat; asynchronous chats only'),
  getTranscript: explain('Gives all messages so far'),
  getAgents: explain('Gives the agents and supervisors, also those who have left'),
  getStats: explain('Gives when the chat began, how long it lasts, and who was there'),
  getSessionData: explain('Gives the id and the keys of the chat'),
  fetchHistory: explain('Fetches a page of earlier messages; asynchronous chats only'),
  sendFile: explain('Sends a file; noteFile is a small one', '{files: |noteFile|}'),
  downloadFile: explain('Saves a file of the chat, by its id', "{fileId: '||', fileName: 'file.txt'}"),
  getFileLimits: explain('Gives which files may be sent'),
  registerTypingPreviewInput: explain(
    'Watches an input for typing; messageInput is the one of the customer',
    '{input: |messageInput|}',
  ),
  registerPreProcessor: explain(
    'Changes each message that comes, until the page is reloaded: shout or redact',
    '{preprocessor: |shout|}',
  ),
  verifySession: explain('Tells whether there is a chat'),
  sleep: explain('Polls rarely, where the service may sleep'),
  wake: explain('Polls as usual again; may tell the agent that you are still here', '{resetIdleState: |true|}'),
  poll: explain('Is private to WebChatService: it is rejected for everybody else'),
  configure: explain('Is for a bus that a script tag makes: here it is rejected', '{||}'),
};

/** Where a command stands in a list: as here, those of every plugin last. */
export const orderOf = (name: string): number => {
  const place = Object.keys({ ...chat, ...common }).indexOf(name);
  return place < 0 ? 1000 : place;
};

/** One line about a command. */
export const explainCommand = (plugin: string, name: string): Explanation =>
  (plugin === 'WebChatService' ? chat[name] : undefined) ?? common[name] ?? explain('');

const tells = new Map<string, string>(
  eventRows.map((row) => [row.name, `${row.tells.charAt(0).toUpperCase()}${row.tells.slice(1)}`]),
);

/** What the service keeps on the bus for others to read, told of as events. */
export const dataTopics: Readonly<Record<string, string>> = {
  data: 'Any of the values that it sets for others to read',
  'data.sessionActive': 'Whether there is a chat has changed',
  'data.sleeping': 'Whether it polls rarely has changed',
  'data.agentTyping': 'Whether an agent writes has changed',
  'data.userData': 'What is attached to the chat has changed',
};

/** One line about an event. */
export const explainEvent = (name: string): Explanation => explain(dataTopics[name] ?? tells.get(name) ?? '');
