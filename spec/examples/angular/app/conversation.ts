import { afterRenderEffect, Component, ElementRef, inject } from '@angular/core';
import { ChatService } from './chatService.js';

@Component({
  selector: 'app-conversation',
  // Names and texts are other people's words: interpolation shows them as text, whatever is in them.
  template: `
    <ol role="log" aria-label="Conversation" aria-live="polite" tabindex="0">
      @for (line of chat.lines(); track $index) {
        <li [class]="line.who">
          @if (line.name) { <span class="name">{{ line.name }}</span> }
          <span class="text">{{ line.text }}</span>
        </li>
      }
    </ol>
  `,
})
export class Conversation {
  readonly chat = inject(ChatService);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // Keeps the newest line in sight.
    afterRenderEffect(() => {
      const shown = this.chat.open() && this.chat.lines().length > 0;
      if (shown) host.firstElementChild?.scrollTo({ top: host.scrollHeight + 1e6 });
    });
  }
}
