import type { CometD } from 'cometd';
import { brought } from '../brought.js';
import { TransportFailure } from '../failures.js';
import { jsonText } from '../json.js';
import type { CometdSettings } from './cometdSettings.js';

/** Where it fails is caught at once, so that a bundler bears that the package is missing. */
const bring = () =>
  import('cometd').catch((cause) => {
    throw cause;
  });

/** In place of CometD's own, which a page's Prototype.js makes write texts for arrays. */
const convertToJSON = jsonText;

/** A new client of CometD's. Who has no chat over CometD does not load it. */
export const loadCometd = async ({ websocketEnabled, logLevel }: CometdSettings): Promise<CometD> => {
  const { CometD } = await brought(bring).catch((cause) => {
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
