import type { Diagram, Look } from './diagram.js';

const failures = { '1': { tone: 'failure' }, '2': { tone: 'failure' }, '3': { tone: 'failure' } } as const;
const keys: Readonly<Record<string, Look>> = { y: { text: 'key' }, n: { text: 'sent' }, x: { text: 'stop' } };

const dots: Readonly<Record<string, Look>> = { p: { text: '' }, h: { text: '' } };

/**
 * The pictures of the operators. A spec hands what goes in to the operator, and wants what comes out to be what is drawn,
 * column by column.
 */
export const diagrams = {
  pollEvery: {
    caption: 'Asks at once, then from start to start',
    inputs: [{ label: 'each poll', marbles: [0, 5, 10].map((at) => ({ at, marbles: '-a|' })) }],
    operator: 'pollEvery(() => 5)',
    outputs: [{ label: 'messages', marbles: '-a----a----a-' }],
  },
  pollEverySlow: {
    caption: 'Never two at once: a slow answer is waited for, the next poll follows at once',
    inputs: [{ label: 'each poll', marbles: [0, 7].map((at) => ({ at, marbles: '------a|' })) }],
    operator: 'pollEvery(() => 3)',
    outputs: [{ label: 'messages', marbles: '------a------a-' }],
  },
  pollEveryHurry: {
    caption: 'A message was sent: the wait is cut short to the shortest gap since the last start',
    inputs: [
      { label: 'the customer sends', marbles: '-h----------h---', looks: dots },
      { label: 'each poll', marbles: [0, 4, 12].map((at) => ({ at, marbles: '(a|)' })) },
    ],
    operator: 'pollEvery((polls) => polls ? 10 : 4, sent$)',
    outputs: [{ label: 'messages', marbles: 'a---a-------a---' }],
  },
  pollGap: {
    caption: 'The pace at its defaults, a column for 250 ms: slower with each poll, fast again when the customer sends',
    unit: 250,
    inputs: [{ label: 'the customer sends', marbles: '----------------h-----------------', looks: dots }],
    operator: 'pollEvery(pollGap, sent$)',
    outputs: [{ label: 'polls', marbles: 'p--p--p---p----p-p--p--p---p----p-', looks: dots }],
  },
  outliveFailures: {
    caption: 'A failure becomes a value; after a wait the source is asked again, and nothing ends',
    inputs: [
      {
        label: 'each try',
        marbles: [
          { at: 0, marbles: '-a-#' },
          { at: 6, marbles: '#' },
          { at: 9, marbles: '-b|' },
        ],
      },
    ],
    operator: 'outliveFailures(() => 3)',
    outputs: [{ label: 'what goes on', marbles: '-a-1--2---b|', looks: failures }],
  },
  outliveFailuresCount: {
    caption: 'Failures are counted in a row, which makes the waits longer; an answer begins anew',
    inputs: [
      {
        label: 'each try',
        marbles: [
          { at: 0, marbles: '#' },
          { at: 2, marbles: '#' },
          { at: 6, marbles: '-a-#' },
          { at: 11, marbles: '#' },
        ],
      },
    ],
    operator: 'outliveFailures(({ attempt }) => attempt * 2)',
    outputs: [{ label: 'what goes on', marbles: '1-2----a-1-2-', looks: failures }],
  },
  outliveFailuresHurry: {
    caption: 'Back online: nobody sits out a wait that is over',
    inputs: [
      { label: 'online again', marbles: '-----h----h--', looks: { h: { text: '!' } } },
      {
        label: 'each try',
        marbles: [
          { at: 0, marbles: '--#' },
          { at: 5, marbles: '---#' },
          { at: 10, marbles: '-a|' },
        ],
      },
    ],
    operator: 'outliveFailures(() => 100, online$)',
    outputs: [{ label: 'what goes on', marbles: '--1-----2--a|', looks: failures }],
  },
  backoff: {
    caption: 'How long to wait after so many failures in a row, a column for 500 ms: anywhere within the bar',
    unit: 500,
    inputs: [
      { label: '1st failure', marbles: '^-!' },
      { label: '2nd', marbles: '^---!' },
      { label: '3rd', marbles: '^-------!' },
      { label: '4th, and all that follow', marbles: '^---------------!' },
    ],
    operator: 'backoff(attempt, { base: 500, cap: 8000 })',
    outputs: [],
  },
  typingBursts: {
    caption: 'Each stroke begins the wait anew; when it is over, the agent is told that the customer has paused',
    inputs: [{ label: 'the customer writes', marbles: '-y--y---y-----', looks: keys }],
    operator: 'typingBursts(4)',
    outputs: [{ label: 'told', marbles: '------------x-', looks: keys }],
  },
  typingBurstsSent: {
    caption: 'A message that is sent calls the wait off',
    inputs: [{ label: 'the customer writes', marbles: '-y--n--y------', looks: keys }],
    operator: 'typingBursts(4)',
    outputs: [{ label: 'told', marbles: '-----------x--', looks: keys }],
  },
  hideMatching: {
    caption: 'What a filter matches goes on, marked as hidden: it counts as read and is shown to nobody',
    inputs: [
      {
        label: 'from the server',
        marbles: '--a-----b-----c---',
        looks: { a: { text: 'hello' }, b: { text: 'PIN 4711' }, c: { text: 'thanks' } },
      },
    ],
    operator: 'hideMatching(() => [/\\d{4}/])',
    outputs: [
      {
        label: 'what goes on',
        marbles: '--a-----b-----c---',
        looks: { a: { text: 'hello' }, b: { text: 'PIN 4711', tone: 'hidden' }, c: { text: 'thanks' } },
      },
    ],
  },
  preprocess: {
    caption: 'A preprocessor may change a message; one that throws is told of, and the message stays as it was',
    inputs: [
      {
        label: 'from the server',
        marbles: '--a-----b-----c---',
        looks: { a: { text: 'hi' }, b: { text: 'boom' }, c: { text: 'bye' } },
      },
    ],
    operator: 'preprocess(() => [loud])',
    outputs: [
      {
        label: 'messages',
        marbles: '--a-----b-----c---',
        looks: { a: { text: 'HI' }, b: { text: 'boom' }, c: { text: 'BYE' } },
      },
      { label: 'error', marbles: '--------e---------', looks: { e: { text: 'Hook', tone: 'failure' } } },
    ],
  },
} as const satisfies Readonly<Record<string, Diagram>>;

export type DiagramName = keyof typeof diagrams;
