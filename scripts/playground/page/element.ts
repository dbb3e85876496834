/** `true` sets an attribute without a value; `false` and `undefined` leave it out. */
type Attributes = Readonly<Record<string, string | boolean | undefined>>;

type Child = Node | string | false | undefined;

const add = (element: Element, children: readonly Child[]): void => {
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
};

/** Makes an element. Strings become text, never markup. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  add(made, children);
  return made;
};

/** A button that does something when pressed. */
export const button = (label: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement => {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', press);
  return made;
};

/** An input with its label above it. */
export const field = (label: string, input: HTMLInputElement | HTMLSelectElement): HTMLLabelElement =>
  element('label', { class: 'field' }, element('span', {}, label), input);
