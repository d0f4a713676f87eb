import { type ReactNode, useEffect, useRef, useState } from 'react';
import { droppedFiles } from '../../ui/folder-files';
import styles from './DropTarget.module.css';

/** Takes files dropped anywhere on the window while it is rendered; `label` covers the window during the drag. */
export function DropTarget(props: {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onFiles: (files: readonly File[], isFolder: boolean) => void;
  readonly children: ReactNode;
}) {
  const { isDisabled } = props;
  const [isOver, setIsOver] = useState(false);
  const onFiles = useRef(props.onFiles);
  onFiles.current = props.onFiles;

  useEffect(() => {
    // dragenter and dragleave also fire for every element inside; the count tells when the window itself is left.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setIsOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setIsOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      if (isDisabled || !event.dataTransfer) return;
      void droppedFiles(event.dataTransfer).then(({ files, isFolder }) => {
        if (files.length > 0 || isFolder) onFiles.current(files, isFolder);
      });
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [isDisabled]);

  return (
    <>
      {props.children}
      {isOver && !isDisabled ? (
        <div className={styles.cover} aria-hidden="true">
          <span>{props.label}</span>
        </div>
      ) : null}
    </>
  );
}
