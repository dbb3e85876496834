import { map, type Observable } from 'rxjs';
import { isObject } from '../../transports/json.js';
import { CommandRejected } from '../commandRejected.js';
import { listen, type Target } from '../listen.js';
import { invalidTypingInput } from '../rejections.js';

/** An input that is written in. */
export interface TypingInput {
  /** What is in it now. */
  text(): string;
  /** Its text, at each change by the person who types. */
  readonly typed$: Observable<string>;
}

interface TextElement extends Target {
  readonly value: string;
}

const isTextElement = (element: unknown): element is TextElement =>
  isObject(element) &&
  typeof element.value === 'string' &&
  /^(text|search|textarea)$/.test(String(element.type)) &&
  typeof element.addEventListener === 'function';

/** The first that a selector finds on the page. */
const selected = (selector: string): unknown => {
  const page: ParentNode | undefined = globalThis.document;
  try {
    return page?.querySelector(selector);
  } catch {
    return undefined; // No selector.
  }
};

/**
 * A text, search or textarea element, told by what it has, so that one of another frame fits; or a jQuery object
 * or a selector of one. Rejects anything else with the reference's sentence.
 */
export const typingInput = (input: unknown): TypingInput => {
  const element: unknown = typeof input === 'string' ? selected(input) : (Reflect.get(Object(input), 0) ?? input);
  if (!isTextElement(element)) throw new CommandRejected(invalidTypingInput);
  const text = () => element.value;
  return { text, typed$: listen(element, 'input').pipe(map(text)) };
};
