import { scriptOf } from './shop.js';

/** A chat UI of the shop's own, which knows of the chat only by `messageReceived`. Wants jQuery. */
export const gardenChat = {
  script: '<script src="/webchat-streams.global.jquery.js"></script>',
  after: `
    <button id="begin">Chat with us</button>
    <ul id="transcript"></ul>
    <form id="say"><input id="text" autocomplete="off"><button>Send</button></form>`,
  before: scriptOf(`
    window._genesys.widgets.extensions = window._genesys.widgets.extensions || {};
    window._genesys.widgets.extensions['GardenChat'] = function ($, CXBus, Common) {
      var oGarden = CXBus.registerPlugin('GardenChat');

      function line(message) {
        return $('<li></li>').append($('<b></b>').text(message.from.name), ' ', $('<span></span>').text(message.text));
      }
      oGarden.subscribe('WebChatService.messageReceived', function (e) {
        $.each(e.data.messages, function (i, message) {
          if (message.type === 'Message') $('#transcript').append(line(message));
        });
      });
      $('#begin').on('click', function () {
        oGarden.command('WebChatService.startChat', { nickname: 'Jo', subject: 'Roses' });
      });
      $('#say').on('submit', function (e) {
        e.preventDefault();
        oGarden.command('WebChatService.sendMessage', { message: $('#text').val() }).done(function () {
          $('#text').val('');
        });
      });
      oGarden.ready();
    };`),
} as const;

/** Beside it: a line that says how things stand, from the events that tell of trouble and of the end. */
export const gardenStatus = {
  after: '<p id="status"></p>',
  before: scriptOf(`
    window._genesys.widgets.extensions['GardenStatus'] = function ($, CXBus, Common) {
      var oStatus = CXBus.registerPlugin('GardenStatus');
      var words = {
        disconnected: 'You seem to be offline.',
        reconnected: 'You are back online.',
        connectionPending: 'One moment, please.',
        chatServerWentOffline: 'Our chat is out of order.',
        chatServerBackOnline: 'Our chat works again.',
        restoredOffline: 'Welcome back. Our chat is out of order.',
        restoreTimeout: 'You were away too long.',
        agentDisconnected: 'Your gardener has left.',
        ended: 'Goodbye.'
      };
      $.each(words, function (name, text) {
        oStatus.subscribe('WebChatService.' + name, function () {
          $('#status').append($('<i></i>').text(text));
        });
      });
      oStatus.ready();
    };`),
} as const;
