import { createWebChatService, gmsRest } from 'webchat-streams';

const byId = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no #${id}.`);
};
const [start, say] = [byId('start', HTMLFormElement), byId('say', HTMLFormElement)];
const [log, status] = [byId('log', HTMLElement), byId('status', HTMLElement)];
const refuse = ({ message }: Error) => status.replaceChildren(message);

// A chat that was left by a reload goes on by itself.
const service = createWebChatService({ transport: gmsRest({ dataURL: document.body.dataset.chat ?? '' }) });

service.state$.subscribe((state) => {
  start.hidden = state.status !== 'idle';
  say.hidden = state.status !== 'active';
  status.textContent = state.status === 'active' ? state.connection : state.status;
});
service.events.started$.subscribe(() => log.replaceChildren());
// Nobody could be asked for the chat that was left: again in a while, unless another one has begun.
service.events.restoreFailed$.subscribe(() => setTimeout(() => service.restore().catch(() => {}), 5000));
service.events.messageReceived$.subscribe(({ messages }) => {
  for (const { type, from, text } of messages) {
    if (type !== 'Message') continue;
    const line = log.appendChild(document.createElement('p'));
    line.textContent = `${from.name}: ${text}`; // Other people's words: text, never HTML.
    line.scrollIntoView({ block: 'nearest' });
  }
});

const onSubmit = (form: HTMLFormElement, command: (text: string) => Promise<unknown>) =>
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    command(form.querySelector('input')?.value ?? '').then(() => form.reset(), refuse);
  });
onSubmit(start, (nickname) => service.startChat({ nickname }).then(() => say.querySelector('input')?.focus()));
onSubmit(say, (message) => service.sendMessage({ message }));
byId('end', HTMLButtonElement).onclick = () => service.endChat().catch(refuse);
