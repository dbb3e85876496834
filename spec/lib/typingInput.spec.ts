import { expect } from 'chai';
import { typingInput } from '../../lib/bridges/typingInput.js';
import { CommandRejected } from '../../lib/commandRejected.js';

class Field extends EventTarget {
  value = '';
  listeners = 0;
  constructor(readonly type: string) {
    super();
  }
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...args);
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...args);
  }
  write(text: string): void {
    this.value = text;
    this.dispatchEvent(new Event('input'));
  }
}

describe('typingInput', () => {
  for (const type of ['text', 'search', 'textarea']) {
    it(`takes a ${type} element, alone, in an array and in a jQuery object`, () => {
      const field = new Field(type);
      field.value = 'Hello';

      for (const input of [field, [field], { 0: field, length: 1, jquery: '3' }])
        expect(typingInput(input).text()).to.equal('Hello');
    });
  }

  it('takes the first that a selector finds on the page', () => {
    const field = new Field('textarea');
    const querySelector = (selector: string) => {
      if (selector === '!') throw new SyntaxError('no selector');
      return selector === '.chat textarea' ? field : null;
    };
    Object.assign(globalThis, { document: { querySelector } });
    try {
      expect(typingInput('.chat textarea').text()).to.equal('');
      for (const selector of ['#nothing', '!', ''])
        expect(() => typingInput(selector), selector).to.throw(CommandRejected, "for the 'input' property");
    } finally {
      Reflect.deleteProperty(globalThis, 'document');
    }
  });

  it('hears what is typed, and has the text of now', () => {
    const field = new Field('text');
    const input = typingInput(field);
    const log: string[] = [];
    input.typed$.subscribe((text) => log.push(text));
    field.write('H');
    field.write('Hi');

    expect(log).to.deep.equal(['H', 'Hi']);
    expect(input.text()).to.equal('Hi');
  });

  it('listens only while it is subscribed', () => {
    const field = new Field('text');
    const input = typingInput(field);
    expect(field.listeners).to.equal(0);
    const subscription = input.typed$.subscribe();
    expect(field.listeners).to.equal(1);
    subscription.unsubscribe();
    expect(field.listeners).to.equal(0);
  });

  it('rejects anything else', () => {
    const deaf = { value: '', type: 'text' };
    for (const input of [undefined, null, 'text', 7, {}, [], [null], deaf, new Field('password'), new EventTarget()])
      expect(() => typingInput(input), String(input)).to.throw(
        CommandRejected,
        "Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.",
      );
  });
});
