import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { useKeySettings } from '../../ui/key-settings';
import styles from './HelpDialog.module.css';

/** What figures do, and whether single keys do anything. */
export function KeySettingsForm() {
  const { t } = useTranslation();
  const { singleKeys, setSingleKeys, digitsAccept, setDigitsAccept } = useKeySettings();
  return (
    <>
      <ChoiceGroup
        legend={t('help.digits')}
        value={digitsAccept ? 'accept' : 'pick'}
        choices={[
          { value: 'accept', label: t('help.digitsAccept') },
          { value: 'pick', label: t('help.digitsPick') },
        ]}
        onChange={(value) => setDigitsAccept(value === 'accept')}
      />
      <label className={styles.single}>
        <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        <span>
          {t('help.single')}
          <span className={styles.hint}>{t('help.singleHint')}</span>
        </span>
      </label>
    </>
  );
}
