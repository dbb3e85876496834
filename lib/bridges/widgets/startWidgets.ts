import { isObject } from '../../../transports/json.js';
import { CommandRejected } from '../../commandRejected.js';
import { createWebChatService } from '../../createWebChatService.js';
import type { WebChatService } from '../../service.js';
import { attempt } from '../bus/attempt.js';
import type { ServableBus, ServingPlugin } from '../bus/bus.js';
import { createCxBus } from '../bus/createCxBus.js';
import { createQuickBus } from '../bus/createQuickBus.js';
import { whenPage } from '../bus/whenPage.js';
import { configureOnce } from '../cxBus/configureOnce.js';
import { isBus } from '../cxBus/isBus.js';
import { plain } from '../cxBus/plain.js';
import { pluginName } from '../cxBus/pluginName.js';
import { publishEvents } from '../cxBus/publishEvents.js';
import { serveCommands } from '../cxBus/serveCommands.js';
import { extensionsOf } from './extensions.js';
import type { Page, WidgetsSection } from './page.js';
import { readWidgetsConfig } from './readWidgetsConfig.js';
import { serviceToCome } from './serviceToCome.js';
import { type OtherTransports, wantedTransport } from './transportFrom.js';

/** What a page without Genesys' files is given. */
export interface Widgets {
  /** The service, once the page has configured it; rejects where it cannot be. */
  service(): Promise<WebChatService>;
}

/** Transports that are loaded when a page's configuration wants them. */
export interface TransportsToLoad {
  gmsCometd(): Promise<OtherTransports>;
  v3Rest(): Promise<OtherTransports>;
}

const noSection =
  'webchat-streams: there is no _genesys.widgets.webchat. Commands reject until WebChatService.configure is called.';

/** `_genesys.widgets` as it is now, made where there is none and the page lets it be made. */
const widgetsOf = (page: Page): WidgetsSection => {
  const genesys = isObject(page._genesys) ? page._genesys : {};
  const widgets = isObject(genesys.widgets) ? genesys.widgets : {};
  Reflect.set(page, '_genesys', genesys);
  Reflect.set(genesys, 'widgets', widgets);
  return widgets;
};

const isGiven = (webchat: unknown): webchat is object => isObject(webchat) && Object.keys(webchat).length > 0;

/** A bus, and what opens the page to it. */
interface PageBus {
  readonly bus: ServableBus;
  /** What `App` does in Genesys Widgets; again, for a section that the page has put in place of the one before. */
  open(): void;
}

const ourBus = (page: Page): PageBus => {
  const bus = createCxBus();
  const app = bus.registerPlugin('App');
  const quickBus = createQuickBus(bus);
  const take = extensionsOf(page, bus);
  // Nothing is made here: pages ask whether there is a `_genesys` already.
  const giveBus = () =>
    attempt(() => {
      const { widgets } = isObject(page._genesys) ? page._genesys : {};
      if (isObject(widgets)) Reflect.set(widgets, 'bus', quickBus);
    });
  Reflect.set(page, 'CXBus', bus);
  giveBus();
  // Before the page's own listeners, who may want it.
  page.addEventListener('DOMContentLoaded', giveBus, { once: true, capture: true });
  let opened: WidgetsSection | undefined;
  const open = () => {
    const widgets = widgetsOf(page);
    if (widgets === opened) return;
    Reflect.set(widgets, 'bus', quickBus);
    const extensions = take(widgets);
    extensions.run();
    if (app && !opened) {
      app.republish('ready');
      app.ready();
    }
    opened = widgets;
    extensions.greet();
  };
  return { bus, open };
};

/** Where Genesys Widgets have made a bus, their App opens the page. */
const busOf = (page: Page): PageBus => {
  const { CXBus } = page;
  return isBus(CXBus) ? { bus: CXBus, open: () => undefined } : ourBus(page);
};

/** A service as its page configures it. */
const serviceOf = (page: Page, plugin: ServingPlugin, load: TransportsToLoad) => {
  const { service, make, giveUp } = serviceToCome();
  let mayTryAgain = false;
  const create = async (webchat: object): Promise<WebChatService> => {
    mayTryAgain = false;
    const wanted = wantedTransport({ ...webchat });
    const others = wanted && wanted !== 'gmsRest' ? await load[wanted]() : {};
    const options = readWidgetsConfig({ ...widgetsOf(page), webchat }, others);
    const made = createWebChatService(options);
    // It lives from here on, whatever the bus does.
    attempt(publishEvents, plugin, made);
    attempt(() => options.userData && plugin.data?.('userData', plain(options.userData)));
    return made;
  };
  const refused = (reason: unknown): never => {
    // What is wrong with a configuration has been told. Otherwise: the next time its file may be there.
    mayTryAgain = !(reason instanceof CommandRejected);
    if (mayTryAgain) page.console.warn(`webchat-streams: ${reason instanceof Error ? reason.message : reason}`);
    throw reason;
  };
  const configure = configureOnce((webchat) => make(() => create(webchat)).catch(refused));
  const configureFromPage = (): boolean => {
    const { webchat } = widgetsOf(page);
    // Where it is refused every command says so.
    if (isGiven(webchat)) configure(webchat).catch(() => undefined);
    return isGiven(webchat);
  };
  return {
    service: () => {
      if (mayTryAgain) configureFromPage();
      return service();
    },
    configure,
    configureFromPage,
    giveUp,
  };
};

/**
 * What the script tag does: the bus at once; at DOMContentLoaded the page's extensions, `App.ready`, `onReady` and the service,
 * which is configured then. Without a `webchat` section at `load`, commands reject; the command `configure` still starts it.
 * Where the page has a CXBus already, the service joins it, and the rest is left to that bus's App.
 *
 * @throws Error where that bus has a WebChatService
 */
export const startWidgets = (page: Page, load: TransportsToLoad): Widgets => {
  const { bus, open } = busOf(page);
  const plugin = bus.registerPlugin(pluginName);
  if (!plugin) throw new Error('webchat-streams: this page has a WebChatService already; load one script only.');
  const { configureFromPage, giveUp, ...serving } = serviceOf(page, plugin, load);
  serveCommands(plugin, serving);
  let isConfigured = false;
  // What belongs to the page may throw; commands that wait are settled all the same.
  const look = () => {
    attempt(open);
    attempt(() => {
      isConfigured ||= configureFromPage();
    });
  };
  whenPage(page, 'DOMContentLoaded', () => {
    look();
    whenPage(page, 'load', () => {
      look();
      if (!isConfigured && giveUp()) page.console.warn(noSection);
    });
  });
  return { service: serving.service };
};
