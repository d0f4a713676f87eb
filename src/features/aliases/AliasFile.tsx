import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupKey, uniteGroups } from '../../core/aliases/alias-group';
import type { AliasReading } from '../../core/aliases/read-alias-table';
import type { AppError } from '../../core/model/errors';
import type { AliasScope } from '../../session/aliases';
import { useSession, useSessionState } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import styles from './Aliases.module.css';
import { ScopeField } from './ScopeField';
import { useGroups } from './use-groups';

const FAULTS_SHOWN = 8;

interface Chosen {
  readonly file: File;
  readonly isOneWay: boolean;
}

/** Reads words that mean the same from a file of two columns, says what it found before anything is added, and writes them to one. */
export function AliasFile() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { groups } = useGroups();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  return (
    <section className={styles.section} aria-label={t('aliases.file.import')}>
      <p className={styles.muted}>{t('aliases.file.hint')}</p>
      <div className={styles.actions}>
        <FileButton
          accept={ACCEPTED_FILES}
          disabled={isReadOnly}
          onFiles={([file]) => {
            setAdded(null);
            if (file) setChosen({ file, isOneWay: false });
          }}
        >
          {t('aliases.file.import')}
        </FileButton>
        {groups.length > 0 ? (
          <Button onClick={() => session.aliases.exportFile(groups)}>{t('aliases.file.export')}</Button>
        ) : null}
      </div>
      <div role="status">{added === null ? null : t('aliases.file.added', { count: added, formatted: number(added) })}</div>
      {chosen ? (
        <ChosenFile
          key={chosen.file.name}
          chosen={chosen}
          onChange={setChosen}
          onAdded={(count) => {
            setAdded(count);
            setChosen(null);
          }}
        />
      ) : null}
    </section>
  );
}

function ChosenFile(props: {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen | null) => void;
  readonly onAdded: (count: number) => void;
}) {
  const { chosen, onChange, onAdded } = props;
  const { file, isOneWay } = chosen;
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const { groups } = useGroups();
  const [read, setRead] = useState<{ readonly reading: AliasReading | null; readonly error: AppError | null } | null>(null);
  const [scope, setScope] = useState<AliasScope>('project');
  useEffect(() => {
    let isCurrent = true;
    void session.aliases.readFile(file, isOneWay).then(({ value, error }) => {
      if (isCurrent) setRead({ reading: value, error });
    });
    return () => {
      isCurrent = false;
    };
  }, [session, file, isOneWay]);
  if (!read) return <p role="status">{file.name}…</p>;
  if (!read.reading) return <ErrorText error={read.error!} />;
  const { reading } = read;
  const fresh = uniteGroups(groups, reading.groups).length - groups.length;
  const known = reading.groups.length - fresh;
  const told = reading.faults.slice(0, FAULTS_SHOWN);
  return (
    <div className={styles.panel}>
      <p role="status">
        {t('aliases.file.found', { file: file.name, count: reading.groups.length, formatted: number(reading.groups.length) })}{' '}
        {known > 0 ? t('aliases.file.known', { count: known, formatted: number(known) }) : null}
      </p>
      {told.length > 0 ? (
        <div>
          <p>{t('aliases.file.faults', { count: reading.faults.length, formatted: number(reading.faults.length) })}</p>
          <ul>
            {told.map(({ line, fault }) => (
              <li key={line}>{t('aliases.file.line', { line: number(line), fault: t(`aliases.file.fault.${fault}`) })}</li>
            ))}
            {reading.faults.length > told.length ? <li>{t('aliases.file.moreFaults')}</li> : null}
          </ul>
        </div>
      ) : null}
      <label className={styles.check}>
        <input type="checkbox" checked={isOneWay} onChange={() => onChange({ file, isOneWay: !isOneWay })} />
        <span>
          {t('aliases.file.oneWay')}
          <small>{t('aliases.add.oneWayHint')}</small>
        </span>
      </label>
      <ScopeField scope={scope} onChange={setScope} />
      <div className={styles.actions}>
        <Button onClick={() => onChange(null)}>{t('common.cancel')}</Button>
        <Button
          look="main"
          disabled={fresh === 0 && (scope === 'project' || reading.groups.length === 0)}
          onClick={() => {
            const keys = new Set(groups.map(groupKey));
            void session.aliases.edit({ add: reading.groups, scope });
            onAdded(reading.groups.filter((group) => !keys.has(groupKey(group))).length);
          }}
        >
          {t('aliases.file.add', { count: fresh, formatted: number(fresh) })}
        </Button>
      </div>
    </div>
  );
}
