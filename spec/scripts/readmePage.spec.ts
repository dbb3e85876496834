import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { serviceDefaults } from '../../lib/checkServiceOptions.js';
import { commandsOnDemand } from '../../lib/commandsOnDemand.js';
import { browsers } from '../../scripts/browsers.js';
import { eventNames } from '../../streams/eventNames.js';
import { objectOf } from '../../transports/json.js';

const readme = readFileSync('README.md', 'utf8');

/** A part of the page, from its heading to the next of its kind. */
const partOf = (heading: string): string => readme.split(/^(?=## )/m).find((part) => part.startsWith(heading)) ?? '';

const never = async (): Promise<never> => Promise.reject(new Error());

describe('README.md', () => {
  it('begins with what it is, how to see it, and how to install it', () => {
    const headings = [...readme.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).to.deep.equal([
      'See it',
      'Install',
      'Ten lines for each',
      'Which server',
      'Options',
      'Commands',
      'Events and views',
      'Recipes',
      'What happens when',
      'From Genesys Widgets',
      'Browser support',
      'Size',
      'Limits',
      'The house',
    ]);
  });

  it('lists every command', () => {
    const commands = Object.keys(commandsOnDemand({ isMade: true, use: never, dispose: never }));
    expect(commands).to.have.lengthOf.above(24);
    for (const name of commands) expect(partOf('## Commands')).to.match(new RegExp(`\\| .*\`${name}\\(`), name);
  });

  it('lists every event', () => {
    const events = partOf('## Events and views');
    // A row tells of both sides of it.
    const listed = events.replace(/`(\w+)Connected\$`/g, '$& `$1Disconnected$$`');
    for (const name of eventNames) expect(listed, name).to.include(`\`${name}$\``);
  });

  it('lists every option that has a default, with it', () => {
    for (const [name, value] of Object.entries(serviceDefaults)) {
      const row = partOf('## Options').match(new RegExp(`^\\|.*\`${name}\`.*$`, 'm'))?.[0] ?? '';
      const said = typeof value === 'object' ? '{}' : value === Infinity ? 'unlimited' : String(value);
      expect(row, name).to.include(said);
    }
  });

  it('says what has to be beside it, as package.json does', () => {
    const { peerDependencies, engines } = objectOf(readFileSync('package.json', 'utf8')) ?? {};
    for (const name of Object.keys(Object(peerDependencies))) expect(partOf('## Install'), name).to.include(name);
    expect(`>=${/Node (\d+\.\d+) or later/.exec(readme)?.[1]}`).to.equal(objectOf(engines)?.node);
  });

  it('names the browsers that the build is made for', () => {
    const version = (name: string) => browsers.find((each) => each.startsWith(name))?.slice(name.length);
    expect(version('edge')).to.equal(version('chrome'));
    expect(version('ios')).to.equal(version('safari'));
    expect(partOf('## Browser support')).to.include(
      `Chrome and Edge ${version('chrome')}, Firefox ${version('firefox')}, Safari and iOS ${version('safari')}`,
    );
  });
});
