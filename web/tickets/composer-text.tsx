import { type ComponentType, useEffect, useRef, useState } from 'react';
import { whenIdle } from '../../ui/ahead.ts';
import { withWords } from '../app/later.ts';
import type { BoxProps } from './composer-box.ts';
import { PlainBox } from './plain-box.tsx';

type RichBox = ComponentType<BoxProps & { takeCaret: () => number | null }>;

/** Once it has come, it stands in every ticket from the first moment. */
let there: RichBox | undefined;

async function fetchRichBox(): Promise<RichBox> {
  there ??= (await withWords(import('./rich/rich-box.tsx'))).RichBox;
  return there;
}

/**
 * Where the words are written. The editor is fetched when the page has nothing else to do, or somebody begins to write; until
 * then a plain box stands in its place, and what was typed there goes over with the caret.
 */
export function ComposerText(props: BoxProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const [Rich, setRich] = useState(() => there);
  const { kind } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind is another element
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    return whenFree(element, (box) => {
      caret.current = document.activeElement === element ? element.selectionEnd : null;
      setRich(() => box);
    });
  }, [kind]);
  const [takeCaret] = useState(() => () => {
    const taken = caret.current;
    caret.current = null;
    return taken;
  });
  if (Rich === undefined) return <PlainBox key={kind} {...props} area={area} />;
  return <Rich key={kind} {...props} takeCaret={takeCaret} />;
}

/** Says when the editor is there: not in the midst of a letter that several keys write. */
function whenFree(element: HTMLTextAreaElement, onThere: (box: RichBox) => void): () => void {
  let isComposing = false;
  let box: RichBox | undefined;
  const swap = () => {
    if (box !== undefined && !isComposing && element.isConnected) onThere(box);
  };
  const fetch = () => {
    const come = fetchRichBox().then((it) => {
      box = it;
      swap();
    });
    come.catch(() => {}); // the plain box stays, and who begins to write asks again
  };
  const listeners: [string, () => void][] = [
    ['focus', fetch],
    [
      'compositionstart',
      () => {
        isComposing = true;
      },
    ],
    [
      'compositionend',
      () => {
        isComposing = false;
        setTimeout(swap);
      },
    ],
  ];
  for (const [name, listener] of listeners) element.addEventListener(name, listener);
  whenIdle(fetch);
  return () => {
    for (const [name, listener] of listeners) element.removeEventListener(name, listener);
  };
}
