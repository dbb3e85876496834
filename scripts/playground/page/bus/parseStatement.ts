import { Mistyped } from './mistyped.js';
import { isQuote, readText } from './readText.js';
import { type Names, readValue } from './readValue.js';
import { peek, type Source, take } from './source.js';

/** What a line asks the bus for. */
export type Statement =
  | { readonly ask: 'command'; readonly name: string; readonly options?: object }
  | { readonly ask: 'subscribe' | 'unsubscribe'; readonly name: string }
  | { readonly ask: 'registry' };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const example = "as in WebChatService.sendMessage {message: 'Hello'}";

const readOptions = (source: Source, names: Names): object => {
  const begin = source.at;
  const wrong = new Mistyped(`Options are an object in braces, ${example}.`, begin);
  if (peek(source) !== '{') throw wrong;
  const options = readValue(source, names);
  if (!isObject(options)) throw wrong;
  return options;
};

/** The bus itself, as pages call it; its own commands are in capitals. */
const busCall = /^(?:CXBus|(?:window\.)?_genesys\.widgets\.bus)\.(?=.*[a-z])/;

const notHere = (what: string): string =>
  `${what} is not typed here. What is: a command, ${example}; subscribe and the name of an event; CXBus.registry().`;

/** Other code of a page: what it calls is no plugin's. */
const refuseCode = (name: string, next: string, at: number): void => {
  const isPlain = !name.includes('.') && next !== '' && !/[;.{)]/.test(next);
  if (isPlain || (busCall.test(name) && next !== '')) throw new Mistyped(notHere(name), at);
};

/** Nothing but what closes the statement. */
const end = (source: Source, closing: boolean): void => {
  if (closing && peek(source) === ',')
    throw new Mistyped('Leave out the function: whatever comes is listed above.', source.at);
  if (closing && !(peek(source) === ')' && take(source, /\)/u)))
    throw new Mistyped('The call does not end: close it with ).', source.at);
  if (peek(source) === '.')
    throw new Mistyped('Leave out what follows the call: done and fail are listed anyway.', source.at);
  take(source, /;/u);
  if (peek(source) !== '') throw new Mistyped('One command at a time: nothing may follow it.', source.at);
};

/** `CXBus.command('Plugin.name', { … })` */
const readCall = (source: Source, names: Names, method: string): Statement => {
  if (!isQuote(peek(source))) {
    throw new Mistyped(`A name in quotes comes first, as in CXBus.${method}('WebChatService.getAgents').`, source.at);
  }
  const name = readText(source);
  const more = method === 'command' && peek(source) === ',' && take(source, /,/u);
  const options = more && peek(source) !== ')' ? readOptions(source, names) : undefined;
  end(source, true);
  return method === 'command' ? { ask: 'command', name, options } : { ask: topicAsk(method), name };
};

const topicAsk = (word: string): 'subscribe' | 'unsubscribe' => (word === 'subscribe' ? 'subscribe' : 'unsubscribe');

const readTopic = (source: Source, word: string): Statement => {
  peek(source);
  const [name] = take(source, /[^\s;(){},]+/u) ?? [];
  if (name === undefined) {
    throw new Mistyped(`The name of an event follows, as in ${word} WebChatService.messageReceived.`, source.at);
  }
  end(source, false);
  return { ask: topicAsk(word), name };
};

/** `Plugin.name { … }`, its options in brackets or not. */
const readShort = (source: Source, names: Names): Statement => {
  peek(source);
  const [name] = take(source, /[\p{L}_$][\p{L}\w$.]*/u) ?? [];
  if (name === undefined) throw new Mistyped(`The name of a command comes first, ${example}.`, source.at);
  const begin = source.at - name.length;
  const inBrackets = peek(source) === '(' && take(source, /\(/u) !== undefined;
  const next = peek(source);
  refuseCode(name, next, begin);
  const options = next !== '' && !/[;.)]/.test(next) ? readOptions(source, names) : undefined;
  end(source, inBrackets);
  return { ask: 'command', name, options };
};

/**
 * Reads a line as a page written for Widgets says it, or shorter: `CXBus.command('Plugin.name', { … })`, `Plugin.name { … }`,
 * `subscribe Plugin.event`,
 * `CXBus.registry()`. An `await` before it is passed over.
 *
 * @throws Mistyped
 */
export const parseStatement = (text: string, names: Names): Statement => {
  const source: Source = { text, at: 0 };
  take(source, /\s*await\s+/u);
  if (take(source, /\s*(?:[\w$.]+\.)?registry(?![\w$.])(?:\s*\(\s*\))?/u)) {
    end(source, false);
    return { ask: 'registry' };
  }
  const [, method] = take(source, /\s*(?:[\w$.]+\.)?(command|subscribe|unsubscribe)\s*\(/u) ?? [];
  if (method !== undefined) return readCall(source, names, method);
  const [, word] = take(source, /\s*(subscribe|unsubscribe)(?![\w$.])/u) ?? [];
  return word === undefined ? readShort(source, names) : readTopic(source, word);
};
