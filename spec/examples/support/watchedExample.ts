import '@angular/compiler';
import { afterEveryRender, mergeApplicationConfig } from '@angular/core';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { WEB_CHAT_SERVICE } from '../../../lib/bridges/angular/index.js';
import { App } from '../angular/app/app.js';
import { appConfig } from '../angular/app/appConfig.js';

/** Begins the example, and tells how often it detects changes. */
export const watchedExample = async () => {
  const rendered = document.querySelector('[ng-server-context]') !== null;
  const config = rendered ? mergeApplicationConfig(appConfig, { providers: [provideClientHydration()] }) : appConfig;
  const app = await bootstrapApplication(App, config);

  let ticks = 0;
  const tick = () => {
    ticks += 1;
  };
  afterEveryRender(tick, { injector: app.injector });

  /** Of each answer that brought messages: how many, and the ticks before it. */
  const frames: { count: number; ticks: number }[] = [];
  const { events } = app.injector.get(WEB_CHAT_SERVICE);
  events.messageReceived$.subscribe(({ messages }) => frames.push({ count: messages.length, ticks }));

  return { frames, ticks: () => ticks, destroy: () => app.destroy() };
};
