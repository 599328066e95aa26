let caught = '';
let stopCatching = () => {};

/** Who presses `/` types on at once: what comes before the field is there belongs into it, not to the single keys. */
export function catchTyping(): void {
  stopCatching();
  caught = '';
  window.addEventListener('keydown', keep, true);
  const timer = setTimeout(() => stopCatching(), 2000);
  stopCatching = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', keep, true);
  };
}

/** What was typed meanwhile; from here on the field listens itself. */
export function takeTyped(): string {
  stopCatching();
  const typed = caught;
  caught = '';
  return typed;
}

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.key === 'Backspace') caught = caught.slice(0, -1);
  else if (event.key.length === 1) caught += event.key;
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
