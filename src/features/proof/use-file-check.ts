import { useCallback, useEffect, useRef, useState } from 'react';
import { type ComparedFile, checkFiles, type FileList, fetchList, readList, saveComparison } from '../../session/proof';

interface FileCheck {
  readonly status: 'idle' | 'checking' | 'no-list' | 'failed';
  /** Files looked at. */
  readonly done: number;
  readonly list: FileList | null;
  readonly compared: readonly ComparedFile[] | null;
}

const IDLE: FileCheck = { status: 'idle', done: 0, list: null, compared: null };

/** A check of the files of the page, which ends with the screen. */
export function useFileCheck() {
  const [state, setState] = useState<FileCheck>(IDLE);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  /** Against the list `file`, or that of the build where it is null. */
  const start = useCallback(async (file: File | null): Promise<void> => {
    const controller = new AbortController();
    work.current?.abort();
    work.current = controller;
    const patch = (change: Partial<FileCheck>): void => {
      if (!controller.signal.aborted) setState((before) => ({ ...before, ...change }));
    };
    setState({ ...IDLE, status: 'checking' });
    const list = await (file ? readList(file) : fetchList());
    if (!list) return patch({ status: 'no-list' });
    patch({ list });
    try {
      const compared = await checkFiles(list, { signal: controller.signal, onProgress: (done) => patch({ done }) });
      patch({ status: 'idle', compared });
    } catch {
      patch({ status: 'failed' });
    }
  }, []);

  const cancel = useCallback((): void => {
    work.current?.abort();
    setState(IDLE);
  }, []);

  const save = (): void => {
    const { compared, list } = state;
    if (compared && list) saveComparison(compared, list);
  };
  return { state, start, cancel, save };
}
