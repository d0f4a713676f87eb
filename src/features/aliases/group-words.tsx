import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { AliasGroup } from '../../core/aliases/alias-group';
import styles from './Aliases.module.css';

/** The words of a group with what is between them: they are the same, or the last is the full form. */
export function GroupWords({ group }: { readonly group: AliasGroup }) {
  const { t } = useTranslation();
  const last = group.words.length - 1;
  return (
    <span className={styles.words}>
      {group.words.map((word, at) => (
        <Fragment key={word}>
          {at === 0 ? null : (
            <span className={styles.sign}>
              {' '}
              {group.isOneWay && at === last ? t('aliases.list.shortFor') : group.isOneWay ? '·' : '='}{' '}
            </span>
          )}
          <bdi>{word}</bdi>
        </Fragment>
      ))}
    </span>
  );
}
