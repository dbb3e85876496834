import type { Fetch } from './request.js';

/** Sends as fetch does, and tells how many bytes are on their way, as fetch does not. */
export const xhrFetch =
  (Xhr: typeof XMLHttpRequest, progress: (bytes: number) => void): Fetch =>
  (url, { method, headers, credentials, signal, body }) =>
    new Promise((resolve, reject) => {
      const xhr = new Xhr();
      xhr.upload.onprogress = ({ loaded }) => progress(loaded);
      xhr.onerror = xhr.onabort = () => reject();
      xhr.onload = () =>
        resolve({
          status: xhr.status,
          text: async () => xhr.responseText,
          // getResponseHeader writes an error to the console if CORS hides the header.
          headers: {
            get: (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(xhr.getAllResponseHeaders())?.[1] ?? null,
          },
        });
      signal.addEventListener('abort', () => xhr.abort());
      xhr.open(method, url);
      xhr.withCredentials = credentials === 'include';
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      xhr.send(body);
    });
