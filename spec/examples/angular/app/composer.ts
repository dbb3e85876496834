import { afterNextRender, Component, inject } from '@angular/core';
import { ChatService } from './chatService.js';
import { focusWithin } from './focusWithin.js';

@Component({
  selector: 'app-composer',
  template: `
    <form class="composer" (submit)="$event.preventDefault(); send(message)">
      <label class="unseen" for="message">Message</label>
      <input #message id="message" placeholder="Write a message" autocomplete="off" (input)="chat.typing(message.value)" />
      <button>Send</button>
      <button type="button" class="plain" (click)="chat.end()">End chat</button>
    </form>
  `,
})
export class Composer {
  readonly chat = inject(ChatService);

  constructor() {
    const focus = focusWithin();
    afterNextRender(() => this.chat.begun() && focus('#message'));
  }

  async send(field: HTMLInputElement): Promise<void> {
    const message = field.value.trim();
    if (!message) return;
    field.value = '';
    // What was not sent comes back, unless the customer has gone on writing.
    if (!(await this.chat.say(message))) field.value ||= message;
  }
}
