import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../session/react';
import { useFormats } from '../ui/format';
import { keyName } from '../ui/key-press';
import { Toast } from '../ui/Toast';

const SHOWN_MS = 6000;

/**
 * Ctrl+S or ⌘+S saves the project file on every page, in fields too: browsers would save the page instead, which is never wanted. Keys
 * with Ctrl are no single keys, so nothing switches it off. Gives the sentence that says what was saved.
 */
export function useSaveKey(): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const session = useSession();
  const hasProject = useSessionState((state) => state.project !== null);
  const isSaving = useRef(false);
  const [saved, setSaved] = useState<{ readonly fileName: string; readonly bytes: number } | null>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (keyName(event) !== 'Ctrl S') return;
      event.preventDefault();
      if (!hasProject || event.repeat || isSaving.current) return;
      isSaving.current = true;
      setSaved(null);
      void session
        .saveProjectFile(null)
        .then(setSaved)
        .finally(() => {
          isSaving.current = false;
        });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session, hasProject]);
  useEffect(() => {
    if (saved === null) return;
    const timer = setTimeout(() => setSaved(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saved]);

  return saved === null ? null : (
    <Toast level="success" levelLabel={t('levels.success')} closeLabel={t('common.dismiss')} onClose={() => setSaved(null)}>
      {t('projects.saved', { file: saved.fileName, size: bytes(saved.bytes) })}
    </Toast>
  );
}
