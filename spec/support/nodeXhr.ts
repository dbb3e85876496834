/** A progress event, which Node does not have. */
class Progress extends Event implements ProgressEvent<EventTarget> {
  readonly lengthComputable = true;
  readonly loaded: number;
  readonly total: number;

  constructor(type: string, loaded: number, total: number) {
    super(type);
    this.loaded = loaded;
    this.total = total;
  }
}

class NodeUpload extends EventTarget implements XMLHttpRequestUpload {
  onabort = null;
  onerror = null;
  onload = null;
  onloadend = null;
  onloadstart = null;
  ontimeout = null;
  onprogress: XMLHttpRequestUpload['onprogress'] = null;
}

/** XMLHttpRequest as far as uploads need it, over Node's fetch: half of the body is told of, then all. */
class NodeXhr extends EventTarget implements XMLHttpRequest {
  static readonly UNSENT = 0;
  static readonly OPENED = 1;
  static readonly HEADERS_RECEIVED = 2;
  static readonly LOADING = 3;
  static readonly DONE = 4;
  readonly UNSENT = 0;
  readonly OPENED = 1;
  readonly HEADERS_RECEIVED = 2;
  readonly LOADING = 3;
  readonly DONE = 4;

  onreadystatechange: XMLHttpRequest['onreadystatechange'] = null;
  onabort: XMLHttpRequest['onabort'] = null;
  onerror: XMLHttpRequest['onerror'] = null;
  onload: XMLHttpRequest['onload'] = null;
  onloadend = null;
  onloadstart = null;
  onprogress = null;
  ontimeout = null;

  readyState = 0;
  readonly response = '';
  responseText = '';
  readonly responseType = '';
  readonly responseURL = '';
  readonly responseXML = null;
  status = 0;
  readonly statusText = '';
  timeout = 0;
  withCredentials = false;
  readonly upload = new NodeUpload();

  readonly #controller = new AbortController();
  readonly #headers = new Headers();
  #answer = new Headers();
  #method = '';
  #url = '';

  open(method: string, url: string | URL): void {
    this.#method = method;
    this.#url = String(url);
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answer.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#answer].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  overrideMimeType(): void {}

  abort(): void {
    if (this.readyState === 4) return;
    this.#controller.abort();
    this.onabort?.(new Progress('abort', 0, 0));
  }

  async send(body?: Document | XMLHttpRequestBodyInit | null): Promise<void> {
    if (!(body instanceof FormData)) throw new TypeError('Only forms are sent here.');
    const form = new Response(body);
    const type = form.headers.get('Content-Type') ?? '';
    const bytes = await form.arrayBuffer();
    this.#headers.set('Content-Type', type);
    this.upload.onprogress?.call(this, new Progress('progress', Math.floor(bytes.byteLength / 2), bytes.byteLength));
    this.upload.onprogress?.call(this, new Progress('progress', bytes.byteLength, bytes.byteLength));
    try {
      const { signal } = this.#controller;
      const response = await fetch(this.#url, { method: this.#method, headers: this.#headers, body: bytes, signal });
      this.#answer = response.headers;
      this.responseText = await response.text();
      this.status = response.status;
      this.readyState = 4;
      this.onload?.(new Progress('load', 0, 0));
    } catch {
      this.onerror?.(new Progress('error', 0, 0));
    }
  }
}

/** The same as a page's constructor. */
export const nodeXhr: typeof XMLHttpRequest = NodeXhr;
