import { type ReactNode, useRef } from 'react';
import { Button } from './Button';

interface FileButtonProps {
  readonly accept: string;
  readonly isMultiple?: boolean;
  /** Chooses a folder: all files in it, however deep. */
  readonly isFolder?: boolean;
  readonly look?: 'main' | 'plain' | 'quiet';
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** A button that opens the file chooser of the system. The same file may be chosen twice in a row. */
export function FileButton({ accept, isMultiple, isFolder, look, disabled, onFiles, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={isFolder ? undefined : accept}
        multiple={isMultiple}
        {...(isFolder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
