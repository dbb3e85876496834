import { createWebChatService, gmsRest } from '../../../lib/index.js';
import { connectDesk } from '../../../spec/chatServer/deskClient.js';
import { rowsOf } from '../shared/rowOf.js';
import { chatArea } from './chat/chatArea.js';
import { deskArea } from './desk/deskArea.js';
import { element } from './element.js';
import { eventsArea } from './events/eventsArea.js';
import { header } from './header.js';
import { playClient } from './playClient.js';
import { readPlayground } from './readPlayground.js';
import { reportRows } from './reportRows.js';
import { createRows } from './rows.js';
import { tabs } from './tabs.js';
import { tellingService } from './tellingService.js';
import { weatherRow } from './weatherRow.js';

const intro = {
  embedded: 'Start a chat with the chat server that runs beside this page. A nickname is enough.',
  gms: 'Start a chat. It goes to the chat service that was given with --data-url.',
};

const open = async (): Promise<void> => {
  const playground = await readPlayground();
  const rows = createRows();
  reportRows(rows.news$);
  const service = createWebChatService({
    transport: gmsRest({ dataURL: `${location.origin}/gms` }),
    name: `playground.${playground.server}`,
  });
  rowsOf(service).subscribe(rows.add);
  const calls = tellingService(service, rows.add);
  const chat = chatArea(service, calls, playground.play ? intro.embedded : intro.gms);
  const events = eventsArea(rows);
  const areas = [{ name: 'Customer', element: chat }];
  let weather: HTMLElement | undefined;
  if (playground.play) {
    const play = playClient(playground.play);
    const { desk } = connectDesk(location.origin);
    areas.push({ name: 'Agent', element: deskArea(desk, play) });
    weather = weatherRow(play, desk, service);
  }
  areas.push({ name: 'Events', element: events });
  document.body.dataset.desk = String(playground.play !== undefined);
  document.body.append(header(service, playground.server, weather));
  if (weather) document.body.append(weather);
  document.body.append(tabs(areas), element('main', { class: 'areas' }, ...areas.map((area) => area.element)));
};

open().catch((error) => {
  const words = error instanceof Error ? error.message : 'Something is missing.';
  document.body.append(element('p', { class: 'trouble', role: 'alert' }, `The playground did not open. ${words}`));
});
