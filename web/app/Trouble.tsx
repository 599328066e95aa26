import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { t } from '../../locales/translate.ts';
import { Button, buttonClasses } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AlertIcon, SearchIcon } from '../../ui/icons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { sentenceFor } from './sentences.ts';

/** What a page shows when it could not be loaded. */
export function Trouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <EmptyState
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
    <EmptyState
      icon={<SearchIcon aria-hidden />}
      title={t('There is nothing at this address')}
      actions={
        <Link to="/" className={buttonClasses('plain')}>
          {t('Go to the tickets')}
        </Link>
      }
    />
  );
}

export function Waiting() {
  return <Skeleton lines={4} />;
}
