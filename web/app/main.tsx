import './app.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useSyncExternalStore } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { t } from '../../locales/translate.ts';
import { type FieldWords, FieldWordsContext } from '../../ui/FieldFrame.tsx';
import { ToastRegion } from '../../ui/Toast.tsx';
import { chooseLanguage, currentLanguage, guessLanguage, onLanguageChange } from './language.ts';
import { queryClient } from './queries.ts';
import { router } from './router.tsx';

function App() {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  return (
    <I18nProvider key={language} locale={language}>
      <FieldWordsContext value={fieldWords()}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <ToastRegion label={t('Messages from the desk')} closeLabel={t('Close')} />
        </QueryClientProvider>
      </FieldWordsContext>
    </I18nProvider>
  );
}

function fieldWords(): FieldWords {
  return {
    missing: t('This cannot stay empty.'),
    notAnAddress: t('This is not a whole address.'),
    tooShort: t('This is too short.'),
    wrong: t('This does not look right.'),
  };
}

async function start(): Promise<void> {
  await chooseLanguage(guessLanguage());
  const root = document.getElementById('app');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
