// The page: forms and text. It knows nothing of chat servers; all it does is to ask the worker and to show what that says.
import type { Asked, Said } from './messages.js';

const byId = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no #${id}.`);
};
const [start, say] = [byId('start', HTMLFormElement), byId('say', HTMLFormElement)];
const [log, status] = [byId('log', HTMLElement), byId('status', HTMLElement)];

const worker = new SharedWorker(new URL('./chatWorker.js', import.meta.url), {
  type: 'module',
  name: document.body.dataset.chat ?? '',
});
const { port } = worker;
const ask = (asked: Asked): void => port.postMessage(asked);
// A wrong address of the chat server, or no such file: the worker's own console says more.
worker.onerror = () => {
  status.textContent = 'The chat could not be loaded.';
};

/** What is there stays, so that it is not read out twice. */
const show = (lines: readonly string[]): void => {
  for (const [place, text] of lines.entries()) {
    const line = log.children[place] ?? log.appendChild(document.createElement('p'));
    if (line.textContent === text) continue;
    line.textContent = text; // Other people's words: text, never HTML.
    line.scrollIntoView({ block: 'nearest' });
  }
  while (log.childElementCount > lines.length) log.lastElementChild?.remove();
};

/** The visitor has begun a chat here, and goes on by the keyboard. */
let toMessage = false;

port.onmessage = ({ data }: MessageEvent<Said>) => {
  if ('refused' in data) {
    status.textContent = data.refused;
    return;
  }
  start.hidden = data.status !== 'idle';
  say.hidden = data.status !== 'active';
  status.textContent = data.status === 'active' ? data.connection : data.status;
  show(data.lines);
  if (say.hidden || !toMessage) return;
  toMessage = false;
  say.querySelector('input')?.focus();
};
addEventListener('pageshow', () => ask({ ask: 'watch' }));
addEventListener('pagehide', () => ask({ ask: 'leave' }));

const onSubmit = (form: HTMLFormElement, command: (text: string) => Asked) =>
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask(command(form.querySelector('input')?.value ?? ''));
    form.reset();
  });
onSubmit(start, (nickname) => {
  toMessage = true;
  return { ask: 'startChat', nickname };
});
onSubmit(say, (message) => ({ ask: 'sendMessage', message }));
byId('end', HTMLButtonElement).onclick = () => ask({ ask: 'endChat' });
