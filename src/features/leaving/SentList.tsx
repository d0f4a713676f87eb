import { useTranslation } from 'react-i18next';
import type { SentTotal } from '../../session/outgoing';
import { useFormats } from '../../ui/format';
import styles from './LeavingBadge.module.css';

/** What went to which place: why, how often, how much, of which columns, when. */
export function SentList({ totals }: { readonly totals: readonly SentTotal[] }) {
  const { t, i18n } = useTranslation();
  const { number, bytes, time } = useFormats();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const factsOf = (total: SentTotal): readonly (readonly [string, string])[] => [
    [t('connected.facts.requests'), number(total.requests)],
    ...(total.failed > 0 ? [[t('connected.facts.failed'), number(total.failed)] as const] : []),
    [t('connected.facts.sent'), total.sentBytes > 0 ? bytes(total.sentBytes) : t('connected.facts.addressOnly')],
    ...(total.rows > 0 ? [[t('connected.facts.rows'), number(total.rows)] as const] : []),
    ...(total.columns.length > 0 ? [[t('connected.facts.columns'), list.format(total.columns)] as const] : []),
    [t('connected.facts.last'), time(total.lastAt)],
  ];
  return (
    <ul className={styles.hosts}>
      {totals.map((total) => (
        <li key={`${total.host} ${total.purpose}`}>
          <strong>{t(`connected.purposes.${total.purpose}`)}</strong> <code dir="ltr">{total.host}</code>
          <dl className={styles.facts}>
            {factsOf(total).map(([name, value]) => (
              <FactLine key={name} name={name} value={value} />
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function FactLine({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}
