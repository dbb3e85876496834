import { Component, inject } from '@angular/core';
import { ChatService } from './chatService.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { Greeting } from './greeting.js';

@Component({
  selector: 'app-root',
  imports: [Composer, Conversation, Greeting],
  template: `
    <main>
      <h1>The Teapot Shop</h1>
      <p>Stoneware, porcelain, and one that whistles. If anything is unclear, ask us.</p>
    </main>
    <section class="chat" aria-labelledby="chat-title">
      <header>
        <h2 id="chat-title">Chat with us</h2>
        <span class="unread" role="status">@if (chat.unread(); as unread) { {{ unread }} unread }</span>
        <button class="plain" aria-controls="chat" [attr.aria-expanded]="chat.open()" (click)="chat.open.set(!chat.open())">
          {{ chat.open() ? 'Fold' : 'Unfold' }}
        </button>
      </header>
      <div id="chat" class="body" [hidden]="!chat.open()">
        <app-conversation />
        <p class="hint" role="status">{{ chat.hint() }}</p>
        <p class="problem" role="alert">{{ chat.problem() }}</p>
        @if (chat.status() === 'active') {
          <app-composer />
        } @else if (chat.status() === 'idle' || chat.status() === 'starting') {
          <app-greeting />
        } @else {
          <p class="hint">One moment …</p>
        }
      </div>
    </section>
  `,
})
export class App {
  readonly chat = inject(ChatService);
}
