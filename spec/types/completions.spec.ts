import { expect } from 'chai';
import { beyondCommands, commands } from '../reference/commands.js';
import { eventRows } from '../reference/events.js';
import { editor } from './editor.js';

const opening = `import type { WebChatService } from '../../lib/service.js';
declare const service: WebChatService;
`;

// The first question makes the editor read the whole program.
describe('what an editor offers', function () {
  this.timeout(60_000);

  it('offers every event, by the published name', () => {
    const offered = editor(`${opening}service.events.`).offered();
    expect(offered.map(({ name }) => name)).to.have.members(eventRows.map(({ name }) => `${name}$`));
    for (const { name, documentation } of offered) expect(documentation, name).to.not.equal('');
  });

  it('offers message, agents and numAgentsConnected of agentConnected, with what they mean', () => {
    const offered = editor(`${opening}service.events.agentConnected$.subscribe(e => e.`).offered();
    expect(offered).to.deep.equal([
      { name: 'agents', documentation: 'Everybody who is or was here, after the change.' },
      {
        name: 'message',
        documentation: "The server's message about it; absent where the chat's end implies it.",
      },
      { name: 'numAgentsConnected', documentation: 'Agents and supervisors in the chat after the change.' },
    ]);
  });

  it('offers the options of a command', () => {
    const offered = editor(`${opening}service.sendMessage({ `).offered();
    expect(offered.map(({ name }) => name)).to.have.members(['message', 'type', 'parentMessageID']);
  });

  it('says on hover what a command promises', () => {
    expect(editor(`${opening}service.endChat`).hovered()).to.include('It is over here even if the request fails');
  });

  it('says with every command the sentences with which it rejects', () => {
    const offered = new Map(
      editor(`${opening}service.`)
        .offered()
        .map((each) => [`service.${each.name}`, each]),
    );
    for (const { ours, rows } of [...commands, ...beyondCommands]) {
      const { documentation = '' } = offered.get(ours) ?? {};
      for (const { outcome, returns } of offered.has(ours) ? rows : []) {
        // Who may call is a matter of the bus alone.
        if (outcome !== 'sentence' || /^Access Denied/.test(returns)) continue;
        expect(documentation.replaceAll(/\s+/g, ' '), ours).to.include(returns);
      }
    }
    expect(offered).to.include.keys(commands.map(({ ours }) => ours).filter((ours) => /^service\.\w+$/.test(ours)));
  });
});
