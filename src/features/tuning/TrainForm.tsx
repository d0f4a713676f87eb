import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type AppError, toAppError } from '../../core/model/errors';
import { useSession, useSessionState } from '../../session/react';
import type { TuningSource } from '../../session/tuning/training-source';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Input } from '../../ui/Field';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { DecidedCounts } from './DecidedCounts';
import { recallForm, rememberForm } from './remembered-form';
import { SourceFields } from './SourceFields';
import {
  fileOf,
  ownTables,
  type ReadKind,
  SOURCE_KINDS,
  type SourceKind,
  sourceOfClusters,
  sourceOfColumn,
  sourceOfPairs,
} from './source-choice';
import { TrainSettings } from './TrainSettings';
import styles from './Tuning.module.css';
import { useDecided } from './use-decided';

const MOST_NAME = 80;

/** From what to learn, and how. */
export function TrainForm() {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const state = useSessionState();
  const { project } = state;
  const projectId = project?.id ?? '';
  const [form, setForm] = useState(() => recallForm(projectId));
  const [isReading, setIsReading] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const decided = useDecided(state);
  const own = ownTables(state);
  if (!project) return null;

  /** On top of what was chosen last: a file may have been looked at meanwhile. */
  const change = (part: Partial<typeof form>) => {
    const next = { ...recallForm(projectId), ...part };
    rememberForm(projectId, next);
    setForm(next);
  };
  const { kind } = form;
  const source: TuningSource | null = kind === 'decisions' || kind === 'variants' ? { kind } : form.sources[kind];
  const setSource = (of: ReadKind, next: TuningSource) => change({ sources: { ...recallForm(projectId).sources, [of]: next } });
  const look = async (of: ReadKind, find: () => Promise<TuningSource>) => {
    setIsReading(true);
    setError(null);
    try {
      setSource(of, await find());
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setIsReading(false);
  };
  const readFile = (of: 'pairs' | 'clusters', file: File | undefined) => {
    if (!file) return;
    void look(of, async () => {
      const { value, error: failure } = await session.readTable(file);
      if (!value) throw failure;
      return of === 'pairs' ? sourceOfPairs(value, own) : sourceOfClusters(value, own);
    });
  };
  const choose = (next: SourceKind) => {
    setError(null);
    change({ kind: next });
    if (next === 'column' && own && !form.sources.column) void look('column', () => sourceOfColumn(own));
  };
  const isWithin = project.settings.task === 'deduplicate';
  const kinds = SOURCE_KINDS.filter((one) => own !== null || one === 'pairs' || one === 'clusters');
  const chosen = kinds.includes(kind) ? kind : kinds[0]!;
  const file = source && chosen === kind ? fileOf(source) : null;
  const isEnough = chosen === 'decisions' ? decided !== null && decided.missing === 0 : chosen === kind && source !== null;
  const name = form.name ?? t('tuning.train.nameOf', { project: project.name || t('tuning.train.untitled') });
  const start = () => {
    if (!source || !isEnough) return;
    void session.tuning.start(source, { ...form.options, name: name.trim() || t('tuning.train.untitled') });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <ChoiceGroup
        legend={t('tuning.source.legend')}
        value={chosen}
        choices={kinds.map((value) => ({
          value,
          label: t(`tuning.source.kinds.${value}.label`),
          text: t(`tuning.source.kinds.${value}.${isWithin ? 'within' : 'text'}`),
        }))}
        onChange={choose}
      />
      {own === null ? (
        <p className={styles.muted}>
          {t('tuning.source.noTables')} <Link href="/">{t('app.toFiles')}</Link>
        </p>
      ) : null}
      {chosen === 'variants' ? <p className={styles.warn}>{t('tuning.variants.warning')}</p> : null}
      {chosen === 'decisions' ? <DecidedCounts decided={decided} /> : null}
      {chosen === 'pairs' || chosen === 'clusters' ? (
        <div className={styles.actions}>
          <FileButton accept={ACCEPTED_FILES} onFiles={([given]) => readFile(chosen, given)}>
            {t(file ? 'evaluate.otherFile' : 'tuning.source.chooseFile')}
          </FileButton>
          {file ? (
            <span className={styles.file}>{t('evaluate.file', { file: file.source.fileName, rows: number(file.rowCount) })}</span>
          ) : null}
        </div>
      ) : null}
      <div role="status" className={styles.outcome}>
        {isReading ? t('evaluate.reading') : null}
      </div>
      {error ? <ErrorText error={error} /> : null}
      {source && chosen === kind ? (
        <SourceFields
          source={source}
          own={own}
          onChange={(next) => chosen !== 'decisions' && chosen !== 'variants' && setSource(chosen, next)}
        />
      ) : null}
      <div className={styles.name}>
        <Field label={t('tuning.train.name')}>
          <Input value={name} maxLength={MOST_NAME} onChange={(event) => change({ name: event.target.value })} />
        </Field>
      </div>
      <TrainSettings options={form.options} onChange={(options) => change({ options })} />
      {project.settings.score === 'lexical' ? <p className={styles.warn}>{t('tuning.train.lettersOnly')}</p> : null}
      <div className={styles.actions}>
        <Button type="submit" look="main" disabled={!isEnough || isReading || project.settings.score === 'lexical'}>
          {t('tuning.train.start')}
        </Button>
        <span className={styles.muted}>{t('tuning.train.takes')}</span>
      </div>
    </form>
  );
}
