import { useTranslation } from 'react-i18next';
import type { ModelManifest } from '../../core/models/model-manifest';
import { LICENCES, type Licence, licenceFit } from '../../core/sharing/licence-fit';
import type { CardForm } from '../../core/sharing/model-card';
import { hasTorch } from '../../session/sharing/sharing';
import { Field, Input, Select } from '../../ui/Field';
import styles from './Sharing.module.css';

/** What a person says of what they share. */
export function CardFields(props: {
  readonly form: CardForm;
  readonly base: ModelManifest;
  readonly withTorch: boolean;
  readonly onChange: (form: CardForm) => void;
  readonly onTorch: (withTorch: boolean) => void;
}) {
  const { form, base, onChange } = props;
  const { t } = useTranslation();
  const set = (part: Partial<CardForm>): void => onChange({ ...form, ...part });
  const fit = licenceFit(base.licence, form.licence);
  const baseLicence = base.licence === '' ? t('sharing.notStated') : base.licence;
  const textOf = (part: 'dataNote' | 'intendedUse' | 'limits') => (
    <Field label={t(`sharing.${part}`)} hint={part === 'dataNote' ? t('sharing.dataNoteHint') : undefined}>
      <textarea className={styles.text} rows={3} value={form[part]} onChange={(event) => set({ [part]: event.target.value })} />
    </Field>
  );
  return (
    <>
      <div className={styles.fields}>
        <Field label={t('sharing.name')}>
          <Input value={form.title} maxLength={100} onChange={(event) => set({ title: event.target.value })} />
        </Field>
        <Field label={t('sharing.author')}>
          <Input value={form.author} maxLength={100} onChange={(event) => set({ author: event.target.value })} />
        </Field>
        <Field label={t('sharing.licence')} hint={t('sharing.licenceHint', { licence: baseLicence })}>
          <Select
            value={form.licence}
            choices={LICENCES.map((licence) => ({
              value: licence,
              label: licence === 'other' ? t('sharing.otherLicence') : licence,
            }))}
            onChoose={(licence) => set({ licence: licence as Licence })}
          />
        </Field>
      </div>
      {fit === 'differs' || fit === 'ask' ? (
        <p className={styles.warn} role="status">
          {t(`sharing.fit.${fit}`, { licence: baseLicence })}
        </p>
      ) : null}
      {textOf('dataNote')}
      {textOf('intendedUse')}
      {textOf('limits')}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={form.withColumnNames}
          onChange={(event) => set({ withColumnNames: event.target.checked })}
        />
        <span>{t('sharing.columnNames')}</span>
      </label>
      {hasTorch(base) ? (
        <label className={styles.check}>
          <input type="checkbox" checked={props.withTorch} onChange={(event) => props.onTorch(event.target.checked)} />
          <span>{t('sharing.torch')}</span>
        </label>
      ) : null}
    </>
  );
}
