import type { CometD } from 'cometd';
import { brought } from '../brought.js';
import { TransportFailure } from '../failures.js';
import { jsonText } from '../json.js';
import type { CometdSettings } from './cometdSettings.js';

/** In place of CometD's own, which a page's Prototype.js makes write texts for arrays. */
const convertToJSON = jsonText;

/** A new client of CometD's, which a page loads with its first connection. Only this entry's graph names the package (O14). */
export const loadCometd = async ({ websocketEnabled, logLevel }: CometdSettings): Promise<CometD> => {
  const { CometD } = await brought(() => import('cometd')).catch((cause) => {
    throw new TransportFailure('Offline', 'CometD could not be loaded: install the package cometd', { cause });
  });
  const cometd = new CometD();
  for (const type of cometd.getTransportTypes()) Object.assign(cometd.findTransport(type) ?? {}, { convertToJSON });
  muffle(cometd, logLevel !== undefined);
  // JSONP, which a page's content security policy does not let through.
  cometd.unregisterTransport('callback-polling');
  if (!websocketEnabled) cometd.unregisterTransport('websocket');
  return cometd;
};

/** Lets it say what it does, if that, but nothing of the messages: they carry keys. */
const muffle = (cometd: CometD, audible: boolean): void => {
  for (const name of ['_warn', '_info', '_debug']) {
    const print: unknown = Reflect.get(cometd, name);
    const say = (...said: readonly unknown[]): void => {
      if (audible && typeof print === 'function') Reflect.apply(print, cometd, said.filter(isHarmless));
    };
    Reflect.set(cometd, name, say);
  }
};

const isHarmless = (said: unknown): boolean => /string|number/.test(typeof said) && !/["{]/.test(`${said}`);
