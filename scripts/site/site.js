// The menu of a narrow page is opened by a link that typedoc lets listen to a mouse, or to fingers, alone.
const trigger = document.getElementById('tsd-toolbar-menu-trigger');
const page = document.documentElement;
const released = page.classList.contains('is-mobile') && 'ontouchstart' in page ? 'touchend' : 'mouseup';

trigger?.setAttribute('role', 'button');
trigger?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  trigger.dispatchEvent(new Event(released, { bubbles: true }));
});
