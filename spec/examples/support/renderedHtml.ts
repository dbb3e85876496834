import '@angular/compiler';
import { renderApplication } from '@angular/platform-server';
import { bootstrap } from '../angular/app/mainServer.js';

/** The example, rendered into a page. */
export const renderedHtml = (document: string): Promise<string> =>
  renderApplication(bootstrap, { document, url: '/', allowedHosts: ['localhost'] });
