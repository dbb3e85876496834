import { map, type Observable } from 'rxjs';
import { isObject } from '../../transports/json.js';
import { CommandRejected } from '../commandRejected.js';
import { guarded, type Report } from '../guarded.js';
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

type Listening = Parameters<Target['addEventListener']>;

/** The element as a target that throws nothing (E33). */
const safe = (element: TextElement, report: Report): Target => {
  const safely = (call: (...given: Listening) => void) => guarded('typing input', call, () => undefined, report);
  return {
    addEventListener: safely((...given) => element.addEventListener(...given)),
    removeEventListener: safely((...given) => element.removeEventListener(...given)),
  };
};

/**
 * A text, search or textarea element, recognised by what it has, so that one of another frame fits; or a jQuery object
 * or a selector of one. Rejects anything else with the reference's sentence.
 */
export const typingInput = (input: unknown, report: Report): TypingInput => {
  const element: unknown = typeof input === 'string' ? selected(input) : (Reflect.get(Object(input), 0) ?? input);
  if (!isTextElement(element)) throw new CommandRejected(invalidTypingInput);
  const text = guarded(
    'typing input',
    () => String(element.value),
    () => '',
    report,
  );
  return { text, typed$: listen(safe(element, report), 'input').pipe(map(text)) };
};
