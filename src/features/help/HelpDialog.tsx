import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog';
import styles from './HelpDialog.module.css';

/** Next, previous, undo and redo are the same as in review. */
const CLUSTER_KEYS = [
  ['confirm', ['A', 'Enter']],
  ['toggle', ['1', '…', '9']],
  ['split', ['S']],
  ['leaveOut', ['L']],
  ['merge', ['M']],
] as const;

export function HelpDialog(props: {
  /** Keys of the review and what they do. */
  readonly reviewKeys: readonly { readonly keys: readonly string[]; readonly does: string }[];
  readonly singleKeys: boolean;
  readonly onSingleKeys: (value: boolean) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('help.title')} closeLabel={t('common.close')} onClose={props.onClose}>
      <div className={styles.body}>
        <p>{t('help.intro')}</p>
        <h3>{t('help.keys')}</h3>
        <KeyTable lines={props.reviewKeys} />
        <h3>{t('help.clusterKeys')}</h3>
        <KeyTable lines={CLUSTER_KEYS.map(([action, keys]) => ({ keys, does: t(`help.clusterActions.${action}`) }))} />
        <label className={styles.single}>
          <input type="checkbox" checked={props.singleKeys} onChange={(event) => props.onSingleKeys(event.target.checked)} />
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

function KeyTable(props: { readonly lines: readonly { readonly keys: readonly string[]; readonly does: string }[] }) {
  const { t } = useTranslation();
  return (
    <table className={styles.keys}>
      <thead>
        <tr>
          <th scope="col">{t('help.keyColumn')}</th>
          <th scope="col">{t('help.actionColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map(({ keys, does }) => (
          <tr key={does}>
            <td>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key === 'Space' ? t('help.space') : key}
                </kbd>
              ))}
            </td>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
