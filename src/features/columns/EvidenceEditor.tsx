import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchSettings, Qualifier } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { suggestQualifiers } from '../../core/table/suggest-qualifiers';
import { Button } from '../../ui/Button';
import { Field, Select } from '../../ui/Field';
import { ColumnChoice } from './ColumnChoice';
import { pairsOf } from './column-pairs';
import { nextQualifier } from './next-rule';
import styles from './Rules.module.css';
import { HIGHEST_WEIGHT, weightWord } from './weights';

interface EvidenceEditorProps {
  readonly datasets: Sides<Dataset>;
  readonly settings: MatchSettings;
  readonly isDisabled: boolean;
  readonly onChange: (patch: Partial<MatchSettings>) => void;
}

/** How much each compared column counts, and further columns that speak for or against a candidate. */
export function EvidenceEditor(props: EvidenceEditorProps) {
  return (
    <>
      <Weights {...props} />
      <Qualifiers {...props} />
    </>
  );
}

function Weights({ settings, isDisabled, onChange }: EvidenceEditorProps) {
  const { t } = useTranslation();
  const { on } = settings;
  const weights = new Map(Object.entries(settings.weights));
  const pairs = pairsOf(on).flatMap(({ left, right }) => (left === null ? [] : [{ left, right }]));
  const set = (name: string, weight: number) => {
    const next = new Map(weights);
    if (weight === 1) next.delete(name);
    else next.set(name, weight);
    onChange({ weights: Object.fromEntries(next) });
  };
  if (pairs.length < 2) return <p className={styles.hint}>{t('setUp.evidence.oneColumn')}</p>;
  return (
    <fieldset className={styles.weights}>
      <legend className={styles.heading}>{t('setUp.evidence.weights')}</legend>
      {pairs.map(({ left, right }) => (
        <WeightSlider
          key={left}
          name={right === null || right === left ? left : `${left} ↔ ${right}`}
          weight={weights.get(left) ?? 1}
          isDisabled={isDisabled}
          onChange={(weight) => set(left, weight)}
        />
      ))}
      {on.left.every((name) => weights.get(name) === 0) ? <p className={styles.bad}>{t('setUp.evidence.allIgnored')}</p> : null}
    </fieldset>
  );
}

function WeightSlider(props: {
  readonly name: string;
  readonly weight: number;
  readonly isDisabled: boolean;
  readonly onChange: (weight: number) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const word = t(`setUp.evidence.words.${weightWord(props.weight)}`, { weight: props.weight });
  return (
    <div className={styles.weight}>
      <label htmlFor={id} className={styles.name} dir="auto">
        {props.name}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={HIGHEST_WEIGHT}
        step={0.5}
        value={props.weight}
        disabled={props.isDisabled}
        aria-valuetext={word}
        onChange={(event) => props.onChange(event.target.valueAsNumber)}
      />
      <output htmlFor={id}>{word}</output>
    </div>
  );
}

const KINDS: readonly Qualifier['kind'][] = ['category', 'number', 'date'];

function Qualifiers({ datasets, settings, isDisabled, onChange }: EvidenceEditorProps) {
  const { t } = useTranslation();
  const { qualifiers, on } = settings;
  const { left, right } = datasets;
  const suggested = useMemo(
    () =>
      suggestQualifiers(left, right, on).filter(
        (other) => !qualifiers.some((known) => known.left === other.left && known.right === other.right),
      ),
    [left, right, on, qualifiers],
  );
  const set = (next: readonly Qualifier[]) => onChange({ qualifiers: next });
  const replace = (index: number, qualifier: Qualifier) => set(qualifiers.with(index, qualifier));
  return (
    <fieldset className={styles.list}>
      <legend className={styles.heading}>{t('setUp.evidence.qualifiers')}</legend>
      <p className={styles.hint}>{t('setUp.evidence.qualifiersHint')}</p>
      {qualifiers.length === 0 ? null : (
        <ol className={styles.list}>
          {qualifiers.map((qualifier, index) => (
            // A line has no identity of its own: two may be equal while they are edited.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <li key={index} className={styles.rule}>
              <div className={styles.columns}>
                <ColumnChoice
                  label={t('setUp.evidence.leftColumn', { n: index + 1 })}
                  dataset={left}
                  column={qualifier.left}
                  isDisabled={isDisabled}
                  onChoose={(name) => replace(index, { ...qualifier, left: name })}
                />
                <span className={styles.with} aria-hidden="true">
                  ↔
                </span>
                <ColumnChoice
                  label={t('setUp.evidence.rightColumn', { n: index + 1 })}
                  dataset={right}
                  column={qualifier.right}
                  isDisabled={isDisabled}
                  onChoose={(name) => replace(index, { ...qualifier, right: name })}
                />
              </div>
              <div className={styles.how}>
                <Field label={t('setUp.evidence.kind')}>
                  <Select
                    disabled={isDisabled}
                    value={qualifier.kind}
                    choices={KINDS.map((value) => ({ value, label: t(`setUp.evidence.kinds.${value}`) }))}
                    onChoose={(value) =>
                      replace(index, { ...qualifier, kind: KINDS.find((kind) => kind === value) ?? 'category' })
                    }
                  />
                </Field>
                <QualifierWeight
                  weight={qualifier.weight}
                  isDisabled={isDisabled}
                  onChange={(weight) => replace(index, { ...qualifier, weight })}
                />
                <Button
                  look="quiet"
                  className={styles.remove}
                  disabled={isDisabled}
                  aria-label={t('setUp.evidence.remove', { n: index + 1 })}
                  onClick={() => set(qualifiers.toSpliced(index, 1))}
                >
                  {t('setUp.removeShort')}
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className={styles.actions}>
        {suggested.map((qualifier) => (
          <Button
            key={`${qualifier.left} ↔ ${qualifier.right}`}
            disabled={isDisabled}
            onClick={() => set([...qualifiers, qualifier])}
          >
            <span aria-hidden="true">＋</span> {t('setUp.evidence.use', { name: qualifier.left })}
          </Button>
        ))}
        <Button
          look={suggested.length > 0 ? 'quiet' : 'plain'}
          disabled={isDisabled}
          onClick={() => set([...qualifiers, nextQualifier(datasets, settings)])}
        >
          <span aria-hidden="true">＋</span> {t('setUp.evidence.add')}
        </Button>
      </p>
    </fieldset>
  );
}

function QualifierWeight(props: {
  readonly weight: number;
  readonly isDisabled: boolean;
  readonly onChange: (weight: number) => void;
}) {
  const { t } = useTranslation();
  const word = t(`setUp.evidence.words.${weightWord(props.weight)}`, { weight: props.weight });
  return (
    <Field label={t('setUp.evidence.weight')} hint={word}>
      <input
        type="range"
        min={0}
        max={HIGHEST_WEIGHT}
        step={0.5}
        value={props.weight}
        disabled={props.isDisabled}
        aria-valuetext={word}
        onChange={(event) => props.onChange(event.target.valueAsNumber)}
      />
    </Field>
  );
}
