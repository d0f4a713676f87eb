import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import { MOST_REQUESTS, type PageRequest, requestsSoFar } from '../../session/proof';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './ProofPage.module.css';

const isElsewhere = ({ place }: PageRequest): boolean => place === 'foreign' || place === 'named' || place === 'probe';

/** Every request that the browser recorded for this page. Those to other places come first. */
export function RequestsSection() {
  const { t } = useTranslation();
  const { bytes, number } = useFormats();
  const [requests, setRequests] = useState(requestsSoFar);
  const foreign = requests.filter(({ place }) => place === 'foreign').length;
  const named = requests.filter(({ place }) => place === 'named').length;
  const sorted = [...requests.filter(isElsewhere), ...requests.filter((request) => !isElsewhere(request))];
  return (
    <section aria-labelledby="proof-requests" className={styles.panel}>
      <h2 id="proof-requests">{t('proof.requests.title')}</h2>
      <p role="status" className={foreign === 0 ? styles.good : styles.bad}>
        {t('proof.requests.count', { count: requests.length, formatted: number(requests.length) })}{' '}
        {foreign > 0
          ? t('proof.requests.foreign', { count: foreign, formatted: number(foreign) })
          : named === 0
            ? t('proof.requests.none')
            : t('proof.requests.named', { formatted: number(named) })}
      </p>
      <p>
        {t('proof.requests.lead', { most: number(MOST_REQUESTS) })} {t(`proof.requests.workers.${EDITION}`)}
      </p>
      <div>
        <Button onClick={() => setRequests(requestsSoFar())}>{t('proof.requests.again')}</Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('proof.requests.address')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('proof.requests.address')}</th>
              <th scope="col">{t('proof.requests.place')}</th>
              <th scope="col">{t('proof.requests.by')}</th>
              <th scope="col">{t('proof.requests.size')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((request, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown as a whole, and addresses repeat.
              <tr key={index}>
                <th scope="row">
                  <code dir="ltr">{shortened(request.address)}</code>
                </th>
                <td className={request.place === 'foreign' ? styles.bad : undefined}>
                  {t(`proof.requests.places.${request.place}`)}
                </td>
                <td>{request.by}</td>
                <td>{request.bytes === null ? '–' : bytes(request.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

const MOST_LETTERS = 200;
const shortened = (address: string): string => (address.length > MOST_LETTERS ? `${address.slice(0, MOST_LETTERS)}…` : address);
