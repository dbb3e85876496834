import { DOCUMENT, ElementRef, inject } from '@angular/core';

/** Moves the focus into this component, unless the customer is busy elsewhere on the page. */
export const focusWithin = (): ((selector: string) => void) => {
  const page = inject(DOCUMENT);
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  return (selector) => {
    if (page.activeElement === page.body) host.querySelector<HTMLElement>(selector)?.focus();
  };
};
