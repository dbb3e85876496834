import { afterNextRender, Component, inject } from '@angular/core';
import { ChatService } from './chatService.js';
import { focusWithin } from './focusWithin.js';

@Component({
  selector: 'app-greeting',
  template: `
    <form class="greeting" (submit)="$event.preventDefault(); chat.start({ nickname: name.value, subject: subject.value })">
      @if (chat.lines().length > 0) { <p>The chat has ended. Shall we begin another?</p> }
      <label for="name">Your name</label>
      <input #name id="name" name="name" autocomplete="given-name" maxlength="60" required />
      <label for="subject">What is it about?</label>
      <input #subject id="subject" name="subject" autocomplete="off" maxlength="120" />
      <button [disabled]="chat.status() === 'starting'">Start chat</button>
    </form>
  `,
})
export class Greeting {
  readonly chat = inject(ChatService);

  constructor() {
    const focus = focusWithin();
    // Where the composer was a moment ago.
    afterNextRender(() => this.chat.lines().length > 0 && focus('#name'));
  }
}
