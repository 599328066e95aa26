import { type ClipboardEvent, type DragEvent, useEffect, useState } from 'react';

/** Files come by paste and by drag. While one is dragged over the page, the composer shows where it may be dropped. */
export function useFileTaking(add: (files: Iterable<File>) => void) {
  const isDragging = useDragging();
  return {
    isDragging,
    on: {
      onPasteCapture(event: ClipboardEvent) {
        const { files, types } = event.clipboardData;
        // Cells of a spreadsheet come as text and as their picture: the text is meant.
        if (files.length === 0 || types.includes('text/plain')) return;
        event.preventDefault();
        event.stopPropagation();
        add([...files]);
      },
      onDropCapture(event: DragEvent) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        add([...event.dataTransfer.files]);
      },
    },
  };
}

/** Also keeps the browser from leaving the page for a file that was dropped beside the composer. */
function useDragging(): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: globalThis.DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const drop = (event: globalThis.DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
      setDragging(false);
    };
    const leave = (event: globalThis.DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop, true);
    addEventListener('dragleave', leave);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop, true);
      removeEventListener('dragleave', leave);
    };
  }, []);
  return isDragging;
}

function hasFiles({ dataTransfer }: { dataTransfer: DataTransfer | null }): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
