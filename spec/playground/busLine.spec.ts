import { expect } from 'chai';
import fc from 'fast-check';
import { adviceOn } from '../../scripts/playground/page/bus/advice.js';
import { parseStatement } from '../../scripts/playground/page/bus/parseStatement.js';
import { completed, placeAt } from '../../scripts/playground/page/bus/placeAt.js';
import { masked } from '../../scripts/playground/shared/masked.js';

const shout = () => undefined;
const parse = (line: string) => parseStatement(line, new Map([['shout', shout]]));

describe('a line for the bus', () => {
  for (const [line, options] of [
    ['A.b', undefined],
    ['A.b()', undefined],
    ['  A.b {};', {}],
    [
      "A.b {text: 'it\\'s', \"n\": -1.5e3, on: true, off: null, list: [1, 'two',],}",
      { text: "it's", n: -1500, on: true, off: null, list: [1, 'two'] },
    ],
    ["A.b({text: '\\u0041\\x42\\u{43}\\n'})", { text: 'ABC\n' }],
    ['A.b {text: “curved”}', { text: 'curved' }],
    ['A.b {filters: [/a\\/b[/]c/i], preprocessor: shout}', { filters: [/a\/b[/]c/i], preprocessor: shout }],
    ["CXBus.command('A.b', {n: 1});", { n: 1 }],
    ['_genesys.widgets.bus.command("A.b")', undefined],
    ["await CXBus.command('A.b')", undefined],
    ['await A.b {}', {}],
    ['CXBus.LOAD({})', {}],
  ] as const) {
    const name = line.startsWith('CXBus.LOAD') ? 'CXBus.LOAD' : 'A.b';
    it(`reads ${line}`, () => expect(parse(line)).to.deep.equal({ ask: 'command', name, options }));
  }

  it('reads what is subscribed to', () => {
    expect(parse('subscribe A.b')).to.deep.equal({ ask: 'subscribe', name: 'A.b' });
    expect(parse("CXBus.unsubscribe('A.b')")).to.deep.equal({ ask: 'unsubscribe', name: 'A.b' });
  });

  it('reads what is asked of the bus itself', () => {
    for (const line of ['CXBus.registry()', 'await CXBus.registry( );', 'CXBus.registry']) {
      expect(parse(line), line).to.deep.equal({ ask: 'registry' });
    }
  });

  for (const [line, words, at] of [
    ["CXBus.publish('x')", 'CXBus.publish is not typed here. What is: a command, as in WebChatService.sendMessage', 0],
    ["CXBus.registerPlugin('X')", 'CXBus.registerPlugin is not typed here.', 0],
    ['_genesys.widgets.bus.before()', '_genesys.widgets.bus.before is not typed here.', 0],
    ['alert(1)', 'alert is not typed here.', 0],
    [' const plugin = 1', 'const is not typed here.', 1],
    ['CXBus.registry().WebChatService', 'Leave out what follows the call', 16],
    ['{a: 1}', 'The name of a command comes first', 0],
    ['A.b hello', 'Options are an object in braces', 4],
    ['A.b [1]', 'Options are an object in braces', 4],
    ['A.b {a 1}', 'Here there is 1, but : has to stand behind a', 7],
    ['A.b {a: 1', 'Here the line ends, but , or } has to stand', 9],
    ["A.b {a: 'x}", "close it with '", 11],
    ['A.b {a: loud}', "loud is no value. A text stands in quotes: 'loud'.", 8],
    ['A.b {a: () => 1}', 'but a value has to stand', 8],
    ['A.b {a: (x) => 1}', 'but a value has to stand', 8],
    ['A.b {a: x => 1}', 'Functions and calls cannot be typed here. These names stand for something: shout.', 8],
    ['A.b {a: new Date()}', 'new is no value', 8],
    ['A.b {a: /(/}', 'Invalid regular expression', 8],
    ['A.b {a: 1} A.c', 'One command at a time', 11],
    ["CXBus.command('A.b').done(f)", 'Leave out what follows the call', 20],
    ["CXBus.subscribe('A.b', function () {})", 'Leave out the function', 21],
    ['CXBus.command(A.b)', 'A name in quotes comes first', 14],
    [`A.b {a: ${'['.repeat(100_000)}`, 'nested too deep', undefined],
  ] as const) {
    it(`says what is wrong in ${line.slice(0, 40)}`, () => {
      expect(() => parse(line))
        .to.throw(words)
        .with.property('at')
        .that.satisfies((place: unknown) => at === undefined || place === at);
    });
  }

  it('reads whatever JSON has', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true });
    fc.assert(
      fc.property(object, (options) => {
        const read = parse(`A.b ${JSON.stringify(options)}`);
        expect(JSON.stringify(read)).to.equal(JSON.stringify({ ask: 'command', name: 'A.b', options }));
      }),
    );
  });

  it('never fails but with a sentence', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parse(`A.b ${text}`);
        } catch (error) {
          expect(error).to.have.property('name', 'Mistyped');
        }
      }),
    );
  });
});

describe('the completion of a line for the bus', () => {
  const candidate = { text: 'A.send', says: '', template: "{message: '||'}" };
  const complete = (line: string) => {
    const place = placeAt(line, line.length);
    if (!place) throw new Error('There is nothing to complete.');
    const { text, from, to } = completed(line, place, candidate);
    return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
  };

  for (const [line, whole] of [
    ['se', "A.send {message: '[]'}"],
    ["CXBus.command('A.s", "CXBus.command('A.send', {message: '[]'})"],
    ['subscribe A', 'subscribe A.send[]'],
    ["CXBus.subscribe('", "CXBus.subscribe('A.send')[]"],
  ] as const) {
    it(`makes ${whole} of ${line}`, () => expect(complete(line)).to.equal(whole));
  }

  it('leaves the options that are there, and has nothing to say within them', () => {
    const place = placeAt("A.s {message: 'x'}", 3);
    expect(place && completed("A.s {message: 'x'}", place, candidate).text).to.equal("A.send {message: 'x'}");
    expect(placeAt("A.send {message: 'x'}", 9)).to.equal(undefined);
  });
});

describe('advice on a name for the bus', () => {
  const known = { CXBus: ['LOAD'], Chat: ['sendMessage', 'endChat'] };
  for (const [name, words] of [
    ['Chat.endChat', undefined],
    ['cx.plugin.Chat.endChat', undefined],
    ['Chat.endchat', 'Chat has no command endchat. Did you mean Chat.endChat?'],
    ['Chat.xyz', 'Chat has no command xyz. Chat. lists them.'],
    ['endChat', "The plugin's name belongs in front: Chat.endChat."],
    ['Chad.endChat', 'There is no plugin Chad on this bus; there are CXBus and Chat.'],
    ['constructor.name', 'There is no plugin constructor on this bus; there are CXBus and Chat.'],
  ] as const) {
    it(`says of ${name}: ${words ?? 'nothing'}`, () => expect(adviceOn(name, known, 'command')).to.equal(words));
  }

  for (const [name, words] of [
    ['Foo.bar', 'No plugin Foo tells of events on this bus; there is Chat.'],
    ['CXBus.bar', 'CXBus has no events.'],
    ['Chat.xyz', 'Chat has no event xyz. subscribe Chat. lists them.'],
  ] as const) {
    it(`says of the event ${name}: ${words}`, () => {
      expect(adviceOn(name, { CXBus: [], Chat: ['messageReceived'] }, 'event')).to.equal(words);
    });
  }
});

describe('what the playground masks', () => {
  it('masks secrets in the text of an answer too', () => {
    const text = JSON.stringify({ secureKey: 'k1', inner: JSON.stringify({ clientToken: 'k2' }), text: 'plain' });
    const shown = JSON.stringify(masked({ responseText: text }));
    expect(shown).to.not.match(/k1|k2/);
    expect(shown).to.include('plain');
  });
});
