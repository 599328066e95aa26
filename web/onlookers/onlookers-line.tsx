import { t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { namesOf, type Other, useOthers } from './others.ts';
import { useOnlooking } from './say.ts';

/** Above the box: who else is at this ticket, and whether they write. Showing it also tells them of us. */
export function OnlookersLine({ number }: { number: number }) {
  useOnlooking(number);
  const others = useOthers(number);
  return (
    <div role="status" className="shrink-0">
      {others.length === 0 ? null : (
        <p className="flex items-center gap-2 px-4 pb-2 text-meta text-ink-2 md:px-7">
          {others.slice(0, 3).map(({ id, name, doing }) => (
            <Avatar key={id} name={name} className={doing === 'typing' ? 'ring-2 ring-warn' : 'ring-1 ring-edge'} />
          ))}
          {inWords(others)}
        </p>
      )}
    </div>
  );
}

function inWords(others: readonly Other[]) {
  const typing = others.filter(({ doing }) => doing === 'typing');
  const count = typing.length;
  if (count > 0) {
    const names = namesOf(typing);
    return (
      <span className="font-[550] text-warn">
        {t('{count, plural, one {{names} is writing here} other {{names} are writing here}}', { count, names })}
      </span>
    );
  }
  const [all, names] = [others.length, namesOf(others)];
  return <span>{t('{all, plural, one {{names} is here too} other {{names} are here too}}', { all, names })}</span>;
}
