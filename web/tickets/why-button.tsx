import { type ReactNode, Suspense } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import type { Reason } from '../../domain/events.ts';
import { t } from '../../locales/translate.ts';
import { DialogPopover } from '../../ui/DialogPopover.tsx';
import { later } from '../app/later.ts';

// The sentences come when somebody asks: they are many.
const SaidReasons = later(() => import('./said-reasons.tsx').then((it) => it.SaidReasons));

/** "Why?" beside everything the desk decided by itself. `children`: what there is to say besides. */
export function WhyButton({ reasons, children }: { reasons: Reason[]; children?: ReactNode }) {
  return (
    <DialogTrigger>
      <Button className="min-h-6 rounded-c px-1 font-[550] text-accent data-hovered:underline">{t('why?')}</Button>
      <DialogPopover placement="bottom start" className="layer max-w-[320px] px-3.5 py-2.5">
        <Dialog
          aria-label={t('Why?')}
          className="flex flex-col gap-2 text-[12.5px] leading-normal text-ink-2 outline-0"
        >
          <Suspense>
            <SaidReasons reasons={reasons} />
            {children}
          </Suspense>
        </Dialog>
      </DialogPopover>
    </DialogTrigger>
  );
}
