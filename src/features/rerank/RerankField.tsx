import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_RERANK, type RerankChoice } from '../../core/candidates/rerank/reranker';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../../core/model/settings';
import { useSession, useSessionState } from '../../session/react';
import { RERANKER_FILE, readRerankerFile } from '../../session/tuning/rerankers';
import { Field, Select } from '../../ui/Field';
import { FileButton } from '../../ui/FileButton';
import styles from './RerankField.module.css';

const NAMED = ['usual', 'shipped', 'off'] as const;

/** The choice of what ranks the candidates of a row once more; the one of a file is taken into the settings whole. */
export function RerankField({ isDisabled: isHeld }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const settings = useSessionState((state) => state.project?.settings) ?? DEFAULT_MATCH_SETTINGS;
  const [wrong, setWrong] = useState<string | null>(null);
  const change = (rerank: MatchSettings['rerank']): void => void session.updateSettings({ rerank });
  const choice: RerankChoice = settings.rerank ?? DEFAULT_RERANK;
  const own = typeof choice === 'object' ? choice : null;
  const isDisabled = isHeld || settings.score !== 'hybrid';
  const choices = [
    ...NAMED.map((value) => ({ value, label: t(`rerank.choices.${value}`) })),
    ...(own ? [{ value: 'own', label: own.name }] : []),
  ];
  const take = async (file: File): Promise<void> => {
    const read = await readRerankerFile(file);
    setWrong(read ? null : file.name);
    if (read) change(read);
  };
  if (settings.task !== 'link') return null;
  return (
    <div className={styles.field}>
      <Field label={t('rerank.label')} hint={wrong ? t('rerank.notOne', { file: wrong }) : own?.purpose || t('rerank.hint')}>
        <Select
          disabled={isDisabled}
          value={own ? 'own' : (choice as string)}
          choices={choices}
          onChoose={(value) => {
            const named = NAMED.find((known) => known === value);
            if (named) change(named === DEFAULT_RERANK ? undefined : named);
          }}
        />
      </Field>
      <div>
        <FileButton accept={`.json,${RERANKER_FILE}`} disabled={isDisabled} onFiles={([file]) => file && void take(file)}>
          {t('rerank.fromFile')}
        </FileButton>
      </div>
    </div>
  );
}
