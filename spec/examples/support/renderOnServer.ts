import { touched } from './forbidOutside.js';

/** A process of its own, since Angular puts a document's classes into the global object. */
const [document = ''] = process.argv.slice(2);

// Behind the import above, so that nothing goes unseen.
const { renderedHtml } = await import('./renderedHtml.js');
const html = await renderedHtml(document);
const left = process.getActiveResourcesInfo().filter((name) => !/^(Pipe|TTY|FSReq)/.test(name));
process.stdout.write(JSON.stringify({ html, touched, left }));
