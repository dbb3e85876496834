import { expect } from 'chai';
import { typingInput } from '../../lib/bridges/typingInput.js';
import { CommandRejected } from '../../lib/commandRejected.js';
import type { HookFailure } from '../../streams/serviceFailure.js';

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

const reports: HookFailure[] = [];
const read = (input: unknown) => typingInput(input, (failure) => reports.push(failure));

describe('typingInput', () => {
  for (const type of ['text', 'search', 'textarea']) {
    it(`takes a ${type} element, alone, in an array and in a jQuery object`, () => {
      const field = new Field(type);
      field.value = 'Hello';

      for (const input of [field, [field], { 0: field, length: 1, jquery: '3' }])
        expect(read(input).text()).to.equal('Hello');
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
      expect(read('.chat textarea').text()).to.equal('');
      for (const selector of ['#nothing', '!', ''])
        expect(() => read(selector), selector).to.throw(CommandRejected, "for the 'input' property");
    } finally {
      Reflect.deleteProperty(globalThis, 'document');
    }
  });

  it('hears what is typed, and has the text of now', () => {
    const field = new Field('text');
    const input = read(field);
    const log: string[] = [];
    input.typed$.subscribe((text) => log.push(text));
    field.write('H');
    field.write('Hi');

    expect(log).to.deep.equal(['H', 'Hi']);
    expect(input.text()).to.equal('Hi');
  });

  it('listens only while it is subscribed', () => {
    const field = new Field('text');
    const input = read(field);
    expect(field.listeners).to.equal(0);
    const subscription = input.typed$.subscribe();
    expect(field.listeners).to.equal(1);
    subscription.unsubscribe();
    expect(field.listeners).to.equal(0);
  });

  it('rejects anything else', () => {
    const deaf = { value: '', type: 'text' };
    for (const input of [undefined, null, 'text', 7, {}, [], [null], deaf, new Field('password'), new EventTarget()])
      expect(() => read(input), String(input)).to.throw(
        CommandRejected,
        "Invalid value provided for the 'input' property. An HTML element reference to a textarea or text input is required.",
      );
  });

  it('E33: an element whose value or listener throws is reported once, and costs nothing else', () => {
    const field = new Field('text');
    const input = read(field);
    const log: string[] = [];
    reports.length = 0;
    const subscription = input.typed$.subscribe((text) => log.push(text));
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: () => {
        throw new Error('detached');
      },
    });
    field.dispatchEvent(new Event('input'));
    field.dispatchEvent(new Event('input'));
    Object.defineProperty(field, 'value', { configurable: true, value: 'back' });
    field.dispatchEvent(new Event('input'));
    field.removeEventListener = () => {
      throw new Error('gone');
    };
    subscription.unsubscribe();

    expect(log).to.deep.equal(['', '', 'back']);
    expect(reports.map(({ message }) => message)).to.deep.equal([
      'The typing input threw: detached.',
      'The typing input threw: gone.',
    ]);
  });
});
