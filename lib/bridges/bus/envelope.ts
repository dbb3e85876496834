import type { BusEvent } from './bus.js';
import { capture } from './capture.js';

/** A payload that a subscriber has not read yet; the same for all of them. */
class Sealed {
  copy: (() => unknown) | undefined;

  constructor(readonly payload: object) {}
}

type Envelope = { -readonly [Key in keyof BusEvent]: BusEvent[Key] };

const open = (envelope: Envelope): void => {
  const { data } = envelope;
  if (!(data instanceof Sealed)) return;
  data.copy ??= capture(data.payload);
  envelope.data = data.copy();
};

const opening: ProxyHandler<Envelope> = {
  get(envelope, key) {
    if (key === 'data') open(envelope);
    return Reflect.get(envelope, key);
  },
  getOwnPropertyDescriptor(envelope, key) {
    open(envelope);
    return Reflect.getOwnPropertyDescriptor(envelope, key);
  },
};

/** An event for any number of subscribers. Its data is taken as it is when the first of them reads it; falsy data is `{}`. */
export const sealed = (publisher: string, event: string, data: unknown): BusEvent => ({
  time: Date.now(),
  publisher,
  event,
  data: typeof data === 'object' && data !== null ? new Sealed(data) : data || undefined,
});

/**
 * An event for one subscriber, who may change all of it. `data` is a property like the others, but a copy is made when it is
 * first read. (A getter would do as well as the Proxy, and let `structuredClone` take the event itself, but costs four times
 * as much to make.)
 */
export const envelopeOf = ({ time, publisher, event, data = {} }: BusEvent): BusEvent => {
  const envelope = { time, publisher, event, data };
  return data instanceof Sealed ? new Proxy<Envelope>(envelope, opening) : envelope;
};
