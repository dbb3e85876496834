import { createCxBus } from '../../lib/bridges/bus/createCxBus.js';
import { timerPerSubscriber } from './timerPerSubscriber.js';

/** What was measured in a page: µs per event, for each round. */
export interface Rounds {
  readonly subscribers: number;
  /** Published in one task. */
  readonly events: number;
  readonly reading: 'not read' | 'read';
  readonly ours: number[];
  readonly theirs: number[];
}

type Hear = (event: { readonly data: unknown }) => unknown;

/** A bus with one publisher. */
interface Side {
  subscribe(hear: Hear): void;
  publish(data: unknown): void;
}

const ours = (): Side => {
  const bus = createCxBus();
  const plugin = bus.registerPlugin('Chat');
  if (!plugin) throw new Error('The name is taken.');
  let count = 0;
  return {
    subscribe: (hear) => {
      const subscriber = bus.registerPlugin(`Subscriber${count}`);
      count += 1;
      if (subscriber) subscriber.subscribe('Chat.messageReceived', hear);
    },
    publish: (data) => plugin.publish('messageReceived', data),
  };
};

const theirs = (): Side => {
  const bus = timerPerSubscriber();
  return {
    subscribe: (hear) => bus.subscribe('Chat.messageReceived', hear),
    publish: (data) => bus.publish('Chat', 'messageReceived', data),
  };
};

const session = { sessionId: '0001YaFY4', sessionID: '0001YaFY4', userId: '00A0', alias: '117', secureKey: 'c3a1' };

const message = (index: number) => ({
  index,
  type: 'Message',
  text: `message ${index}`,
  utcTime: 1_700_000_000_000 + index,
  from: { name: 'Anna', nickname: 'Anna', participantId: 2, type: 'Agent' },
});

/** As the WebChatService publishes it: one message, and its original. */
const payload = (index: number) => ({
  messages: [message(index)],
  originalMessages: [message(index)],
  restoring: false,
  sessionId: session,
  sessionData: session,
});

interface WithMessages {
  readonly messages: { text: string }[];
}

const hasMessages = (data: unknown): data is WithMessages =>
  typeof data === 'object' && data !== null && 'messages' in data;

const channel = new MessageChannel();

/** Until a task that no timer began. */
const freshTask = (): Promise<void> =>
  new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(undefined);
  });

let read = 0;
/** Held, so that no engine can leave out the making of an event that nobody looks at. */
let last: unknown;

const hearing = (reading: Rounds['reading'], heard: () => void): Hear =>
  reading === 'read'
    ? ({ data }) => {
        if (hasMessages(data)) read += data.messages[0]?.text.length ?? 0;
        heard();
      }
    : (event) => {
        last = event;
        heard();
      };

/** A bus, subscribed to; it publishes so many events in one task and waits for the last call. */
const bursting = (make: () => Side, { subscribers, events, reading }: Rounds) => {
  const side = make();
  let left = 0;
  let over = (): void => {};
  const heard = (): void => {
    left -= 1;
    if (left === 0) over();
  };
  for (let count = 0; count < subscribers; count += 1) side.subscribe(hearing(reading, heard));
  return (payloads: readonly unknown[]): Promise<void> =>
    new Promise((resolve) => {
      left = subscribers * events;
      over = resolve;
      for (const data of payloads) side.publish(data);
    });
};

/** µs per event: of bursts, a fresh task for each, over 100 ms at least, so that whatever else runs here hits both alike. */
const round = async (burst: ReturnType<typeof bursting>, { events }: Rounds): Promise<number> => {
  const payloads = Array.from({ length: events }, (_, index) => payload(index));
  await freshTask();
  const begun = performance.now();
  for (let times = 1; ; times += 1) {
    await burst(payloads);
    await freshTask();
    const lasted = performance.now() - begun;
    if (lasted >= 100) return (lasted * 1000) / (times * events);
  }
};

const measureBusPublish = async (): Promise<Rounds[]> => {
  const all: Rounds[] = [];
  for (const reading of ['not read', 'read'] as const) {
    for (const subscribers of [10, 100]) {
      for (const events of [10_000 / subscribers, 1]) all.push({ subscribers, events, reading, ours: [], theirs: [] });
    }
  }
  for (const rounds of all) {
    const [mine, other] = [bursting(ours, rounds), bursting(theirs, rounds)];
    // The first two rounds warm both up, and are not kept.
    for (let count = -2; count < 15; count += 1) {
      const [one, two] = [await round(mine, rounds), await round(other, rounds)];
      if (count < 0) continue;
      rounds.ours.push(one);
      rounds.theirs.push(two);
    }
  }
  if (read === 0 || last === undefined) throw new Error('Nobody read.');
  return all;
};

Object.assign(globalThis, { measureBusPublish });
