/** What an agent does in answer to a message. */
export interface Reply {
  readonly say: string;
  readonly url?: string;
  readonly file?: { readonly name: string; readonly type: string; readonly text: string };
  /** Say goodbye and leave. */
  readonly bye?: true;
}

interface Topic {
  readonly about: RegExp;
  readonly replies: readonly Reply[];
}

const topics: readonly Topic[] = [
  {
    about: /\b(bye|goodbye|ciao|see you|that'?s all)\b/i,
    replies: [
      { say: 'Thank you for chatting with us. Goodbye!', bye: true },
      { say: 'You are welcome. Have a good day!', bye: true },
    ],
  },
  {
    about: /\b(file|document|invoice|pdf|attachment)\b/i,
    replies: [
      {
        say: 'Of course, here it is.',
        file: { name: 'delivery-times.txt', type: 'text/plain', text: 'Letters: 1 day\nParcels: 2 to 3 days\n' },
      },
    ],
  },
  {
    about: /\b(link|url|website|page|address)\b/i,
    replies: [{ say: 'This page explains it step by step.', url: 'https://example.com/help' }],
  },
  {
    about: /\b(order|parcel|delivery|shipping)\b/i,
    replies: [
      { say: 'Your parcel left our house this morning; it should be with you in two days.' },
      { say: 'I see the order here. May I have its number, to be quite sure?' },
    ],
  },
  {
    about: /\b(price|cost|pay|refund|money)\b/i,
    replies: [
      { say: 'The refund is on its way; banks take up to three days.' },
      { say: 'There is no charge for that.' },
    ],
  },
  {
    about: /\b(hello|hi|hey|good (morning|day|evening))\b/i,
    replies: [{ say: 'Hello! What can I do for you?' }, { say: 'Hi there, how are you today?' }],
  },
  {
    about: /\b(thanks|thank you|great|perfect)\b/i,
    replies: [{ say: 'My pleasure. Is there anything else?' }, { say: 'Gladly. What else can I do?' }],
  },
];

const otherwise: readonly Reply[] = [
  { say: 'Let me have a look, one moment please.' },
  { say: 'I understand. Could you tell me a little more?' },
  { say: 'Thank you, I have noted that down.' },
  { say: 'Good question. As far as I can see, everything is in order.' },
  { say: 'I will ask a colleague and come back to you at once.' },
];

/** What to answer; `turn` counts the answers so far, so that the same question is not answered in the same words. */
export const replyTo = (text: string, turn: number): Reply => {
  const replies = topics.find(({ about }) => about.test(text))?.replies ?? otherwise;
  return replies[turn % replies.length] ?? { say: 'I see.' };
};
