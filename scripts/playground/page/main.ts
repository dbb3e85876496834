import { firstValueFrom } from 'rxjs';
import { connectDesk } from '../../../spec/chatServer/deskClient.js';
import { busArea } from './bus/busArea.js';
import { apiChoice } from './chat/apiChoice.js';
import { chatArea } from './chat/chatArea.js';
import { startForm } from './chat/startForm.js';
import { deskArea } from './desk/deskArea.js';
import { element } from './element.js';
import { eventsArea } from './events/eventsArea.js';
import { header } from './header.js';
import { liveService } from './liveService.js';
import { playClient } from './playClient.js';
import { type Playground, readPlayground } from './readPlayground.js';
import { reportRows } from './reportRows.js';
import { createRows } from './rows.js';
import { tabs } from './tabs.js';
import { views } from './views.js';
import { weatherRow } from './weatherRow.js';

const introTo = ({ servers, transport, play }: Playground): string =>
  play
    ? 'Start a chat with the server beside this page. A nickname is enough.'
    : `Start a chat. It goes to ${servers[transport]}.`;

const open = async (): Promise<void> => {
  const playground = await readPlayground();
  const rows = createRows();
  reportRows(rows.news$);
  const { servers } = playground;
  const live = liveService(playground, rows.add);
  const form = startForm(introTo(playground), apiChoice(servers, live), async (options) =>
    (await firstValueFrom(live.live$)).calls.startChat(options),
  );
  const chat = chatArea(live, servers, form);
  const events = eventsArea(rows);
  const sides = [{ name: 'Customer', element: chat }];
  let weather: HTMLElement | undefined;
  if (playground.play) {
    const play = playClient(playground.play);
    const { desk } = connectDesk(location.origin);
    sides.push({ name: 'Agent', element: deskArea(desk, play, live) });
    weather = weatherRow(play, desk, live);
  }
  const lists = views([
    { name: 'Events', element: events },
    { name: 'Bus', element: busArea(live) },
  ]);
  document.body.dataset.desk = String(playground.play !== undefined);
  document.body.append(header(live, servers, weather));
  if (weather) document.body.append(weather);
  const areas = element('main', { class: 'areas' }, ...sides.map((side) => side.element), lists.element);
  document.body.append(tabs([...sides, ...lists.areas], lists.show), areas);
};

open().catch((error) => {
  const words = error instanceof Error ? error.message : 'Something is missing.';
  document.body.append(element('p', { class: 'trouble', role: 'alert' }, `The playground did not open. ${words}`));
});
