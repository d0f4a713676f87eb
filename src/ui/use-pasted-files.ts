import { useEffect, useRef } from 'react';

/**
 * Files and ranges of cells pasted on the page go to `onFiles`; spreadsheets put a range on the clipboard as text with tabs. What is
 * pasted into a field stays there, and text without a tab or a second line is no table.
 *
 * @param rangeName name of the file that a range becomes
 */
export function usePastedFiles(rangeName: string, isDisabled: boolean, onFiles: (files: readonly File[]) => void): void {
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { target, clipboardData } = event;
      if (isDisabled || !clipboardData) return;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')) return;
      const text = clipboardData.getData('text/plain');
      const files = [...clipboardData.files].filter(({ type }) => !type.startsWith('image/') || text === '');
      const isRange = /[\t\n]/u.test(text.trim());
      if (isRange) latest.current([new File([text], `${rangeName}.tsv`, { type: 'text/tab-separated-values' })]);
      else if (files.length > 0) latest.current(files);
      else return;
      event.preventDefault();
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [rangeName, isDisabled]);
}
