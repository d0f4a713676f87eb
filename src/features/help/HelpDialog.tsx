import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import { Dialog } from '../../ui/Dialog';
import { useKeySettings } from '../../ui/key-settings';
import styles from './HelpDialog.module.css';
import { type ExplainedCommand, KeySheet } from './KeySheet';

export function HelpDialog(props: {
  /** Commands of the review and what they do. */
  readonly review: readonly ExplainedCommand[];
  /** Commands among clusters; those of the review keep their place there. */
  readonly clusters: readonly ExplainedCommand[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { singleKeys, setSingleKeys, digitsAccept, setDigitsAccept } = useKeySettings();
  return (
    <Dialog title={t('help.title')} closeLabel={t('common.close')} onClose={props.onClose}>
      <div className={styles.body}>
        <p>{t('help.intro')}</p>
        <KeySheet review={props.review} clusters={props.clusters} />
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
        <h3>{t('help.scores')}</h3>
        <p>{t('help.scoresText')}</p>
        <h3>{t('help.privacy')}</h3>
        <p>{t('help.privacyText')}</p>
      </div>
    </Dialog>
  );
}
