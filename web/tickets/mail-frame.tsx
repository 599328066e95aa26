import { useRef, useState } from 'react';
import { currentLanguage, t } from '../../locales/translate.ts';
import { useMe } from '../app/me.ts';

/**
 * A mail as its sender made it, in the agent's theme where it brings no colours: no scripts, nothing from outside (the server's policy for
 * this page says so). Same-origin only so that its height can be read and its inline images carry the session.
 */
export function MailFrame({ messageId, name }: { messageId: string; name: string }) {
  const { theme } = useMe();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(60);
  const fit = () => {
    const page = frame.current?.contentDocument;
    if (!page?.documentElement) return;
    const measure = () => setHeight(Math.ceil(page.documentElement.getBoundingClientRect().height));
    measure();
    new ResizeObserver(measure).observe(page.documentElement);
    page.querySelector('[data-images] a')?.addEventListener('click', withoutStepBack);
  };
  return (
    <iframe
      ref={frame}
      title={t('Message by {name}', { name })}
      src={`/api/messages/${messageId}/frame?theme=${theme}&lang=${currentLanguage()}`}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      onLoad={fit}
      style={{ height }}
      className="block w-full rounded-c"
    />
  );
}

/** Where images are shown, the button "back" still leads to where the agent came from. */
function withoutStepBack(event: Event) {
  const link = event.currentTarget as HTMLAnchorElement;
  event.preventDefault();
  link.ownerDocument.defaultView?.location.replace(link.href);
}
