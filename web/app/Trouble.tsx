import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { t } from '../../locales/translate.ts';
import { Button, buttonClasses } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AlertIcon, SearchIcon } from '../../ui/icons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { sentenceFor } from './sentences.ts';

type Props = Pick<ErrorComponentProps, 'error' | 'reset'> & { isPage?: boolean };

/** A page that could not be shown at all. */
export function PageTrouble(props: ErrorComponentProps) {
  return (
    <main className="h-full overflow-auto">
      <Trouble {...props} isPage />
    </main>
  );
}

/** What a page or a part of it shows when it could not be loaded. */
export function Trouble({ error, reset, isPage = false }: Props) {
  const router = useRouter();
  return (
    <EmptyState
      isPage={isPage}
      icon={<AlertIcon aria-hidden />}
      title={t('This page could not be shown')}
      actions={
        <Button onPress={() => [reset(), void router.invalidate()]} look="primary">
          {t('Try again')}
        </Button>
      }
    >
      {sentenceFor(error)}
    </EmptyState>
  );
}

export function NotHere() {
  return (
    <main className="h-full overflow-auto">
      <EmptyState
        isPage
        icon={<SearchIcon aria-hidden />}
        title={t('There is nothing at this address')}
        actions={
          <Link to="/" className={buttonClasses('plain')}>
            {t('Go to the tickets')}
          </Link>
        }
      />
    </main>
  );
}

export function Waiting() {
  return <Skeleton lines={4} />;
}
