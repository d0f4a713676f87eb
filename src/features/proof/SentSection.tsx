import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { outgoing } from '../../session/outgoing';
import { requestsSoFar } from '../../session/proof';
import { useFormats } from '../../ui/format';
import styles from './ProofPage.module.css';

/** What the page itself noted of each request to another place, those of workers among them. The last stand first. */
export function SentSection() {
  const { t, i18n } = useTranslation();
  const { bytes, number, time } = useFormats();
  const { requests, totals } = useSyncExternalStore(outgoing.subscribe, outgoing.ledger);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const count = totals.reduce((sum, total) => sum + total.requests, 0);
  const rows = totals.reduce((sum, total) => sum + total.rows, 0);
  // Hosts that the browser saw being asked and that are missing here: the list would not be worth much.
  const unnoted = useMemo(() => {
    const noted = new Set(totals.map(({ host }) => host));
    const seen = requestsSoFar().filter(({ place }) => place === 'named' || place === 'foreign');
    return [...new Set(seen.map(({ address }) => new URL(address).host))].filter((host) => !noted.has(host));
  }, [totals]);
  return (
    <section aria-labelledby="proof-sent" className={styles.panel}>
      <h2 id="proof-sent">{t('proof.sent.title')}</h2>
      <p role="status">
        {count === 0
          ? t('proof.sent.none')
          : t('proof.sent.count', { requests: number(count), rows: number(rows), shown: number(requests.length) })}
      </p>
      <p>{t('proof.sent.lead')}</p>
      {unnoted.length > 0 ? (
        <p role="alert" className={styles.bad}>
          {t('proof.sent.unnoted', { hosts: list.format(unnoted) })}
        </p>
      ) : null}
      {requests.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
        <section className={styles.scroll} tabIndex={0} aria-label={t('proof.sent.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('proof.requests.address')}</th>
                <th scope="col">{t('proof.sent.when')}</th>
                <th scope="col">{t('proof.sent.why')}</th>
                <th scope="col">{t('connected.facts.rows')}</th>
                <th scope="col">{t('connected.facts.columns')}</th>
                <th scope="col">{t('connected.facts.sent')}</th>
                <th scope="col">{t('proof.sent.answer')}</th>
              </tr>
            </thead>
            <tbody>
              {requests.toReversed().map((request) => (
                <tr key={request.id}>
                  <th scope="row">
                    <code dir="ltr">{request.address}</code>
                  </th>
                  <td>{time(request.sentAt)}</td>
                  <td>{t(`connected.purposes.${request.purpose}`)}</td>
                  <td>{number(request.rows)}</td>
                  <td dir="auto">{list.format(request.columns) || '–'}</td>
                  <td>{request.sentBytes > 0 ? bytes(request.sentBytes) : t('connected.facts.addressOnly')}</td>
                  <td className={request.outcome === 'failed' ? styles.bad : undefined}>
                    {t(`proof.sent.outcomes.${request.outcome}`)}
                    {request.status === null ? null : ` (${request.status})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
