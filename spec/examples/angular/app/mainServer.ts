import '@angular/compiler';
import { mergeApplicationConfig } from '@angular/core';
import { type BootstrapContext, bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { provideServerRendering } from '@angular/platform-server';
import { App } from './app.js';
import { appConfig } from './appConfig.js';

// Where every page is rendered so, provideClientHydration() belongs into appConfig, for the browser to have it too.
const serverConfig = mergeApplicationConfig(appConfig, {
  providers: [provideServerRendering(), provideClientHydration()],
});

/** What `renderApplication` of `@angular/platform-server` is given. */
export const bootstrap = (context: BootstrapContext) => bootstrapApplication(App, serverConfig, context);
