import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

type Module<Props> = { default: ComponentType<Props> };

/**
 * A part that nobody sees before they press something. It is fetched as soon as the page has nothing else to do; once it is
 * there it is drawn at once, as if it had come with the page.
 */
export function ahead<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  let there: Module<Props> | undefined;
  const fetched = async () => {
    there = { default: await load() };
    return there;
  };
  whenIdle(() => void fetched().catch(() => {})); // asked for again when it is opened
  return lazy(() => (there === undefined ? fetched() : thereAlready(there)));
}

/** A promise tells its value a moment later, and for that moment React would draw nothing: this one tells it at once. */
function thereAlready<Value>(value: Value): Promise<Value> {
  // biome-ignore lint/suspicious/noThenProperty: what React asks for is a thenable
  return { then: (tell: (value: Value) => void) => tell(value) } as Promise<Value>;
}

/** Not while the first screen itself is still on its way. */
export function whenIdle(act: () => void): void {
  if (typeof window === 'undefined') return;
  setTimeout(() => ('requestIdleCallback' in window ? window.requestIdleCallback(act) : act()), 1000);
}
