import { fullTime, shortTime } from './format.ts';

export function Time({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} title={fullTime(at)} className={`text-meta whitespace-nowrap text-ink-3 ${className ?? ''}`}>
      {shortTime(at)}
    </time>
  );
}
