/** Quiet bars where words will be; still, so that nothing blinks. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div aria-hidden className="flex flex-col gap-2.5 p-4">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical bars that never move
        <div key={line} className="h-3 rounded-full bg-sunken" style={{ width: `${[92, 74, 83, 58][line % 4]}%` }} />
      ))}
    </div>
  );
}
