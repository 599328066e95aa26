import { useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components/Button';
import { CloseIcon } from './icons.ts';
import { Kbd } from './Kbd.tsx';

export type Toast = {
  id: string;
  text: string;
  isBad?: boolean;
  /** Gone at this instant (milliseconds); a countdown is shown when there is an action. */
  until: number;
  action?: { label: string; shortcut?: string; run: () => void };
};

let toasts: Toast[] = [];
let shownSoFar = 0;
const listeners = new Set<() => void>();

/** Says something in the corner for a while. The same id again replaces what stood there. */
export function showToast(toast: Omit<Toast, 'until' | 'id'> & { id?: string; seconds?: number }): string {
  const id = toast.id ?? `toast-${++shownSoFar}`;
  const seconds = toast.seconds ?? (toast.isBad ? 8 : 4);
  publish([...toasts.filter((shown) => shown.id !== id), { ...toast, id, until: Date.now() + seconds * 1000 }]);
  setTimeout(() => expire(id), seconds * 1000 + 50);
  return id;
}

export function hideToast(id: string): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

function expire(id: string): void {
  publish(toasts.filter((toast) => toast.id !== id || toast.until > Date.now()));
}

function publish(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const tick = setInterval(() => toasts.some((toast) => toast.action) && publish([...toasts]), 500);
  return () => {
    listeners.delete(listener);
    clearInterval(tick);
  };
}

/** Where toasts appear; the page holds one. */
export function ToastRegion({ label, closeLabel }: { label: string; closeLabel: string }) {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section
      aria-label={label}
      className="pointer-events-none fixed inset-x-3 bottom-4 z-50 max-md:bottom-16 flex flex-col items-start gap-2 sm:left-5"
    >
      <div role="status" className="sr-only">
        {shown.map((toast) => toast.text).join(' ')}
      </div>
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

function ToastCard({ toast, closeLabel }: { toast: Toast; closeLabel: string }) {
  const secondsLeft = Math.max(0, Math.ceil((toast.until - Date.now()) / 1000));
  return (
    <div className="pointer-events-auto flex max-w-full items-center gap-3 rounded-m bg-ink py-1.5 pr-1.5 pl-3.5 text-canvas shadow-lift">
      {toast.isBad ? <span aria-hidden className="size-2 shrink-0 rounded-full bg-[oklch(65%_.2_27)]" /> : null}
      <span className="min-w-0 py-1">{toast.text}</span>
      {toast.action === undefined ? null : (
        <Button
          onPress={toast.action.run}
          className="flex h-7 shrink-0 items-center gap-2 rounded-c px-2 font-semibold underline underline-offset-3"
        >
          {toast.action.label}
          {toast.action.shortcut === undefined ? null : <Kbd inverted>{toast.action.shortcut}</Kbd>}
          <span className="w-6 text-right font-normal no-underline opacity-80">{secondsLeft} s</span>
        </Button>
      )}
      <Button
        aria-label={closeLabel}
        onPress={() => hideToast(toast.id)}
        className="grid size-7 shrink-0 place-items-center rounded-c"
      >
        <CloseIcon aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
