import {
  DestroyRef,
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  NgZone,
  PLATFORM_ID,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { commandsOnDemand } from '../../commandsOnDemand.js';
import { createWebChatService } from '../../createWebChatService.js';
import type { WebChatServiceOptions } from '../../options.js';
import type { WebChatService } from '../../service.js';
import type { AngularWebChatService } from './angularWebChatService.js';
import { serviceOnServer } from './serviceOnServer.js';
import { WEB_CHAT_SERVICE } from './webChatServiceToken.js';

type GivenOptions = Parameters<typeof provideWebChatService>[0];

/** A service whose work ticks no Zone.js. */
const serviceInBrowser = (options: GivenOptions): WebChatService => {
  const settings = typeof options === 'function' ? options() : options;
  // Timers and listeners belong to the zone in which they were made. A bare injector has none.
  const zone = inject(NgZone, { optional: true });
  const outside = <T>(work: () => T): T => (zone ? zone.runOutsideAngular(work) : work());
  const service = outside(() => createWebChatService(settings));
  const { dispose } = service;
  return {
    ...service,
    ...commandsOnDemand({ isMade: true, use: (work) => outside(() => work(service)), dispose }),
  };
};

const make = (options: GivenOptions): AngularWebChatService => {
  // Without a platform, as in a bare injector, it is not told where we are.
  const onServer = inject(PLATFORM_ID, { optional: true }) === 'server';
  const service = onServer ? serviceOnServer() : serviceInBrowser(options);
  inject(DestroyRef).onDestroy(() => void service.dispose());
  const signalOf = <T>(view$: Observable<T>) => toSignal(view$, { requireSync: true });
  return {
    ...service,
    state: signalOf(service.state$),
    transcript: signalOf(service.transcript$),
    agents: signalOf(service.agents$),
    connection: signalOf(service.connection$),
  };
};

/**
 * Provides a chat service: for the application, or for a route or another environment injector of its own.
 * It is made when first injected, unless `restore: 'manual'` goes on with a stored chat then, and is disposed with its
 * injector; the chat itself stays restorable. While a page is rendered on a server nothing is read, stored or sent:
 * the options are not even asked for, and commands reject.
 *
 * @param options or a function that may `inject()` what they depend on
 * @param token where it is put. Two services in one application want two, and two values of the option `name`.
 * @default token {@link WEB_CHAT_SERVICE}
 * @throws TypeError that names a wrong option, at the first `inject()`
 *
 * @example
 * bootstrapApplication(App, {
 *   providers: [
 *     provideWebChatService(() => ({ transport: gmsRest({ dataURL: inject(SETTINGS).chatURL }) })),
 *     provideWebChatService({ transport: gmsRest({ dataURL: salesURL }), name: 'sales' }, SALES_CHAT),
 *   ],
 * });
 */
export const provideWebChatService = (
  options: WebChatServiceOptions | (() => WebChatServiceOptions),
  token = WEB_CHAT_SERVICE,
): EnvironmentProviders => makeEnvironmentProviders([{ provide: token, useFactory: () => make(options) }]);
