import { button, element } from '../element.js';
import { rowList } from '../events/rowList.js';
import type { LiveService } from '../liveService.js';
import { carryOut } from './carryOut.js';
import { explainCommand } from './explanations.js';
import { liveBus } from './liveBus.js';
import { Mistyped } from './mistyped.js';
import { prompt } from './prompt.js';

const usual = 'Type a name or press ↓ for all of them. Enter or Tab completes, Enter runs, ↑ brings back what was run.';

const short = "WebChatService.sendMessage {message: 'Hello'}";
const long = "CXBus.command('WebChatService.sendMessage', {message: 'Hello'})";

/** What is told of the command in the line. */
const explanation = (text: string): string => {
  const [, plugin = '', name = ''] = /([\w$]+)\.([\w$]+)(?=$|[\s({'"])/.exec(text.replace(/^.*?\.command\(/, '')) ?? [];
  const { says } = explainCommand(plugin, name);
  return says ? `${name}: ${says}.` : usual;
};

/** The same chat as a page written for Widgets sees it: all that goes over a bus, and a line to type commands in. */
export const busArea = (live: LiveService): HTMLElement => {
  const list = rowList({
    label: 'What goes over the bus, newest last',
    empty: 'Nothing goes over the bus.',
  });
  const bus = liveBus(live, list.add);
  const hint = element('p', { id: 'bus-hint', class: 'advice', role: 'status' }, usual);
  const say = (words: string, mood: 'calm' | 'bad' = 'calm'): void => {
    if (hint.textContent !== words) hint.textContent = words;
    hint.dataset.mood = mood;
  };
  const line = prompt(bus, hint, {
    changed: (text) => say(explanation(text)),
    run(text) {
      try {
        const advice = carryOut(bus, text);
        say(advice ?? usual, advice === undefined ? 'calm' : 'bad');
        return true;
      } catch (error) {
        if (!(error instanceof Mistyped)) throw error;
        say(error.message, 'bad');
        line.wrong(error.at);
        return false;
      }
    },
  });
  const about = element(
    'span',
    { class: 'quiet about' },
    element('code', {}, short),
    ', or as pages do it: ',
    element('code', {}, long),
  );
  const header = element(
    'header',
    {},
    element('h2', {}, 'Bus'),
    about,
    button('Clear', () => list.replace([])),
  );
  return element('section', { id: 'bus', class: 'area', 'aria-label': 'Bus' }, header, list.element, line.element);
};
