/** The transports that every story is told on. */
export const transportNames = ['gmsRest', 'v3Rest', 'gmsCometd'] as const;

export type TransportName = (typeof transportNames)[number];

/** One thing that a server can do or cannot. */
export interface AbilityRow extends Readonly<Record<TransportName, true | string>> {
  /** What it does. */
  readonly what: string;
}

const pushed = 'the server pushes: nothing is polled (C14)';
const refusal = 'it refuses, as it may refuse anything (E21)';
const noCall = 'v3 has no such call (C29)';

/**
 * What each server can do; where it cannot, why not, with the ruling.
 * A story that needs what the server of its run cannot do is not told there (spec/support/needs.ts).
 */
export const abilities = {
  polling: {
    what: 'is asked again and again for what is new, and can be told to stop',
    gmsRest: true,
    v3Rest: true,
    gmsCometd: pushed,
  },
  pollExceptions: {
    what: 'says that the chat server is out of order; the failed polls are counted',
    gmsRest: true,
    v3Rest: 'v3 knows no poll exceptions (E11, C15)',
    gmsCometd: `${pushed}, no failed poll can be counted (C15)`,
  },
  briefPolls: {
    what: 'answers a poll within ajaxTimeout',
    gmsRest: true,
    v3Rest: 'it may hold a poll for up to 60 s (O3)',
    gmsCometd: pushed,
  },
  statusCodes: {
    what: 'answers each request with a statusCode: 0 yes, 1 not now, 2 never',
    gmsRest: true,
    v3Rest: 'it answers with an HTTP status and a status.code in words (E1)',
    gmsCometd: 'it acknowledges a request, and pushes what comes of it (E1)',
  },
  answers: {
    what: 'answers each request with what came of it',
    gmsRest: true,
    v3Rest: true,
    gmsCometd: 'it acknowledges a request, and pushes what comes of it',
  },
  newKeys: {
    what: 'gives a running chat new keys',
    gmsRest: true,
    v3Rest: 'one token serves a chat from its beginning to its end',
    gmsCometd: true,
  },
  severalPages: {
    what: 'tells each page of a customer everything',
    gmsRest: true,
    v3Rest: 'it hands out each message once (E22), and each page is for itself (O9)',
    gmsCometd: 'it pushes to the page that came last, and each page is for itself (O9)',
  },
  lostSessions: {
    what: 'says of a chat that it no longer knows it, so that the chat is over',
    gmsRest: refusal,
    v3Rest: true,
    gmsCometd: refusal,
  },
  asyncChats: {
    what: 'keeps a chat for days, and gives its history page by page',
    gmsRest: 'it has neither history nor chats that live on',
    v3Rest: true,
    gmsCometd: true,
  },
  bareTokens: {
    what: 'opens a chat with nothing but its token',
    gmsRest: 'it has four keys',
    v3Rest: true,
    gmsCometd: 'it has four keys',
  },
  bots: {
    what: 'tells a bot from others who are in the chat',
    gmsRest: true,
    v3Rest: 'v3 marks no bots (E11)',
    gmsCometd: true,
  },
  customNotices: {
    what: 'takes and brings custom notices, and idle alerts that one of them answers',
    gmsRest: true,
    v3Rest: `${noCall}; sendCustomNotice is refused (C10)`,
    gmsCometd: true,
  },
  polledPreview: {
    what: 'reads what is being typed off each poll, not only off the typing notices',
    gmsRest: true,
    v3Rest: 'a poll of v3 has no text (C22)',
    gmsCometd: pushed,
  },
  fileLimits: {
    what: 'says which files it takes before one is sent',
    gmsRest: true,
    v3Rest: noCall,
    gmsCometd: true,
  },
  gmsOptions: {
    what: 'is reached with the options of GMS over REST: apikey, Authorization, endpoint, slashes',
    gmsRest: true,
    v3Rest: 'it has options of its own: headers, endpoint, stream',
    gmsCometd: 'it has options of its own: cometURL, channel, apiURL',
  },
  v3Options: {
    what: 'is reached with the options of v3: headers, endpoint, clientType, stream, interactionData, pollTimeout',
    gmsRest: 'it has options of its own: apikey, Authorization, endpoint, slashes',
    v3Rest: true,
    gmsCometd: 'it has options of its own: cometURL, channel, apiURL',
  },
} as const satisfies Readonly<Record<string, AbilityRow>>;

export type Ability = keyof typeof abilities;

/** Whether the server behind a transport can do that. */
export const can = (transport: TransportName, ability: Ability): boolean => abilities[ability][transport] === true;

/** The transport of that name; none given is the first. @throws Error that says which there are */
export const transportNamed = (name: string | null | undefined): TransportName => {
  const found = transportNames.find((each) => each === (name ?? transportNames[0]));
  if (!found) throw new Error(`There is no transport "${name}": choose one of ${transportNames.join(', ')}.`);
  return found;
};
