import '@angular/compiler'; // The CLI compiles templates ahead of time and needs no such line.
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app.js';
import { appConfig } from './appConfig.js';

bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
