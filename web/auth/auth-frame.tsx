import { type ReactNode, useEffect } from 'react';
import { t } from '../../locales/translate.ts';
import { chooseLanguage, currentLanguage } from '../app/language.ts';

/** One calm sheet in the middle: every page outside the door stands on it. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Atende`;
  }, [title]);
  return (
    <div className="flex h-dvh flex-col overflow-auto bg-canvas">
      <main className="m-auto w-full max-w-[420px] px-5 py-10">
        <div className="mb-7 flex items-center gap-2.5">
          <span
            aria-hidden
            className="grid size-8 place-items-center rounded-[9px] bg-accent text-[17px] font-bold text-accent-ink"
          >
            a
          </span>
          <span className="text-title font-semibold">Atende</span>
        </div>
        <h1 className="text-head text-balance">{title}</h1>
        {lead === undefined ? null : <p className="mt-1.5 text-read text-pretty text-ink-2">{lead}</p>}
        <div className="mt-6">{children}</div>
      </main>
      <LanguageSwitch />
    </div>
  );
}

function LanguageSwitch() {
  const other = currentLanguage() === 'en' ? 'pt-BR' : 'en';
  return (
    <footer className="flex justify-center pb-5 text-meta text-ink-3">
      <button
        type="button"
        lang={other}
        className="min-h-6 rounded-c px-2 underline underline-offset-3"
        onClick={() => void chooseLanguage(other)}
      >
        {other === 'en' ? t('Show this in English') : t('Show this in Portuguese')}
      </button>
    </footer>
  );
}
