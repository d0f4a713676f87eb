import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../core/model/types';
import type { TuningSource } from '../../session/tuning/training-source';
import { Field, Select } from '../../ui/Field';
import { clusterTexts, fileOf, type OwnTables, pairTexts } from './source-choice';
import styles from './Tuning.module.css';

const NONE = '';
const named = ({ columns }: Dataset) => columns.map(({ name }) => ({ value: name, label: name }));

/** In which columns of its file, or of the table, a source stands. */
export function SourceFields(props: {
  readonly source: TuningSource;
  readonly own: OwnTables | null;
  readonly onChange: (source: TuningSource) => void;
}) {
  const { source, own, onChange } = props;
  const { t } = useTranslation();
  const file = fileOf(source);
  const canNameRows = own !== null && (source.kind === 'pairs' || source.kind === 'pair-texts' || own.right === null);
  return (
    <div className={styles.fields}>
      {file && canNameRows ? (
        <Field label={t('tuning.source.holds')}>
          <Select
            value={source.kind.endsWith('-texts') ? 'texts' : 'ids'}
            choices={(['ids', 'texts'] as const).map((value) => ({ value, label: t(`tuning.source.holding.${value}`) }))}
            onChoose={(value) => onChange(value === 'texts' ? asTexts(source, file) : asIds(source, file))}
          />
        </Field>
      ) : null}
      <Columns source={source} own={own} onChange={onChange} />
    </div>
  );
}

const isOfPairs = (source: TuningSource): boolean => source.kind === 'pairs' || source.kind === 'pair-texts';
const asTexts = (source: TuningSource, file: Dataset): TuningSource => (isOfPairs(source) ? pairTexts(file) : clusterTexts(file));

function asIds(source: TuningSource, file: Dataset): TuningSource {
  const [first, second] = file.columns.map(({ name }) => name);
  const [one, other] = [first ?? '', second ?? first ?? ''];
  if (!isOfPairs(source))
    return { kind: 'clusters', truth: { kind: 'file', file, columns: { id: one, cluster: other, dataId: null } } };
  const columns = { left: one, right: other, label: null };
  return { kind: 'pairs', truth: { kind: 'file', table: file, columns, ids: { left: null, right: null } } };
}

function Columns(props: {
  readonly source: TuningSource;
  readonly own: OwnTables | null;
  readonly onChange: (source: TuningSource) => void;
}) {
  const { source, own, onChange } = props;
  const { t } = useTranslation();
  const choose = (
    label: string,
    table: Dataset,
    value: string | null,
    none: string | null,
    onChoose: (name: string | null) => void,
  ) => (
    <Field key={label} label={label}>
      <Select
        value={value ?? NONE}
        choices={[...(none === null ? [] : [{ value: NONE, label: none }]), ...named(table)]}
        onChoose={(name) => onChoose(name === NONE ? null : name)}
      />
    </Field>
  );
  const pick = (label: string, table: Dataset, value: string, onChoose: (name: string) => void) =>
    choose(label, table, value, null, (name) => name !== null && onChoose(name));
  switch (source.kind) {
    case 'decisions':
      return null;
    case 'pair-texts': {
      const { table, left, right, label } = source;
      return (
        <>
          {pick(t('tuning.source.leftText'), table, left, (name) => onChange({ ...source, left: name }))}
          {pick(t('tuning.source.rightText'), table, right, (name) => onChange({ ...source, right: name }))}
          {choose(t('evaluate.truthColumns.label'), table, label, t('evaluate.noLabel'), (name) =>
            onChange({ ...source, label: name }),
          )}
        </>
      );
    }
    case 'cluster-texts': {
      const { table, text, cluster } = source;
      return (
        <>
          {pick(t('tuning.source.text'), table, text, (name) => onChange({ ...source, text: name }))}
          {pick(t('tuning.source.group'), table, cluster, (name) => onChange({ ...source, cluster: name }))}
        </>
      );
    }
    case 'clusters': {
      const { truth } = source;
      if (!own) return null;
      if (truth.kind === 'column') {
        return pick(t('tuning.source.group'), own.left, truth.column, (column) =>
          onChange({ ...source, truth: { kind: 'column', column } }),
        );
      }
      const { file, columns } = truth;
      const change = (part: Partial<typeof columns>) =>
        onChange({ ...source, truth: { ...truth, columns: { ...columns, ...part } } });
      return (
        <>
          {pick(t('evaluate.clusters.columns.id'), file, columns.id, (id) => change({ id }))}
          {pick(t('tuning.source.group'), file, columns.cluster, (cluster) => change({ cluster }))}
          {choose(t('evaluate.clusters.columns.dataId'), own.left, columns.dataId, t('evaluate.rowNumber'), (dataId) =>
            change({ dataId }),
          )}
        </>
      );
    }
    case 'pairs': {
      const { truth } = source;
      if (!own) return null;
      const right = own.right ?? own.left;
      const ids = (side: 'left' | 'right', table: Dataset) =>
        choose(t(`evaluate.ids.${side}`), table, truth.ids[side], t('evaluate.rowNumber'), (name) =>
          onChange({ ...source, truth: { ...truth, ids: { ...truth.ids, [side]: name } } }),
        );
      if (truth.kind === 'column') {
        return (
          <>
            {pick(t('evaluate.truthColumns.right'), own.left, truth.column, (column) =>
              onChange({ ...source, truth: { ...truth, column } }),
            )}
            {ids('right', right)}
          </>
        );
      }
      const { table, columns } = truth;
      const change = (part: Partial<typeof columns>) =>
        onChange({ ...source, truth: { ...truth, columns: { ...columns, ...part } } });
      return (
        <>
          {pick(t('evaluate.truthColumns.left'), table, columns.left, (left) => change({ left }))}
          {pick(t('evaluate.truthColumns.right'), table, columns.right, (name) => change({ right: name }))}
          {choose(t('evaluate.truthColumns.label'), table, columns.label, t('evaluate.noLabel'), (label) => change({ label }))}
          {ids('left', own.left)}
          {ids('right', right)}
        </>
      );
    }
  }
}
