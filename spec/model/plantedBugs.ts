import { map, type Observable, tap } from 'rxjs';
import type { Frame, SessionData } from '../../transports/frames.js';
import type { PollRequest, Transport, TransportFactory } from '../../transports/transport.js';

type Wrap = (factory: TransportFactory) => TransportFactory;

type Receive = (session: SessionData, request: PollRequest) => Observable<Frame>;

/** The same transport, with another way to receive; `poll` or `follow`, whichever it has. */
const receiving = (transport: Transport, other: (receive: Receive) => Receive): Transport => ({
  ...transport,
  ...(transport.poll && { poll: other(transport.poll) }),
  ...(transport.follow && { follow: other(transport.follow) }),
});

/** An answer with new keys loses the first of several messages. */
export const losesFirstWithNewKeys: Wrap = (factory) => (wire) => {
  let known = '';
  const keysOf = ({ secureKey = '', token = '' }: Partial<SessionData>): string => secureKey || token;
  const losing = (frame: Frame): Frame => {
    const keys = keysOf(frame.session ?? {});
    const isNew = keys !== '' && keys !== known;
    if (keys !== '') known = keys;
    return isNew && frame.entries.length > 1 ? { ...frame, entries: frame.entries.slice(1) } : frame;
  };
  return receiving(factory(wire), (receive) => (session, request) => {
    known = keysOf(session);
    return receive(session, request).pipe(map(losing));
  });
};

/** After each failed poll and each restore the position is one too far. */
export const asksOneTooFar: Wrap = (factory) => (wire) => {
  let astray = false;
  const transport = factory(wire);
  const { restore } = transport;
  const astrayNow = () => {
    astray = true;
  };
  const wrapped = receiving(transport, (receive) => (session, request) => {
    const { after } = request;
    const tooFar = astray && after !== undefined;
    astray = false;
    // Where an index is no number nothing stands for the next one: what it would leave out is left out.
    let left = tooFar && typeof after === 'string';
    const asked = tooFar && typeof after === 'number' ? { ...request, after: after + 1 } : request;
    return receive(session, asked).pipe(
      map((frame) => {
        const first = left ? frame.entries.findIndex(({ message }) => message.index !== after) : -1;
        if (first < 0) return frame;
        left = false;
        return { ...frame, entries: frame.entries.filter((_, place) => place !== first) };
      }),
      tap({ error: astrayNow }),
    );
  });
  return {
    ...wrapped,
    ...(restore && { restore: (...given: Parameters<typeof restore>) => restore(...given).pipe(tap(astrayNow)) }),
  };
};
