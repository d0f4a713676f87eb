import { useTranslation } from 'react-i18next';
import type { WeakSpotReport } from '../../core/weak-spots/weak-spots';
import type { FoundWeakSpots } from '../../session/weak-spots';
import { useFormats } from '../../ui/format';
import { OthersTable } from './OthersTable';
import { SameTable } from './SameTable';
import { useShares } from './use-shares';
import styles from './WeakSpots.module.css';

/** Below this share of its own rows found first, a kind is named as weak. */
const HARMLESS = 0.97;

/** What was found: the weakest kind, both tables of kinds, what the threshold would do. */
export function WeakSpotReportView({ found, rowCount }: { readonly found: FoundWeakSpots; readonly rowCount: number }) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const { share } = useShares();
  const { report, rows } = found;
  const [worst] = report.same;
  const isWeak = worst !== undefined && worst.score.first.value < HARMLESS;
  const threshold = score(report.threshold);
  return (
    <div className={styles.section}>
      <div>
        <p className={styles.verdict} role="status">
          {isWeak
            ? t('weakSpots.worst', { kind: t(`weakSpots.kinds.${worst.kind}`), share: share(worst.score.first.value) })
            : t('weakSpots.fine')}
        </p>
        <p className={styles.muted}>
          {t('weakSpots.summary', {
            variants: number(report.variants),
            sampled: number(report.sampled),
            compared: number(report.compared),
          })}{' '}
          {rows.length < rowCount ? t('weakSpots.sampledNote', { rows: number(rowCount) }) : null}{' '}
          {report.same.every(({ dense }) => dense === null) ? t('weakSpots.lettersOnly') : null}
        </p>
        <p className={styles.muted}>{t('weakSpots.honest')}</p>
      </div>
      <SameTable spots={report.same} rows={rows} threshold={threshold} />
      <OthersTable spots={report.others} rows={rows} threshold={threshold} />
      <ThresholdTable report={report} />
    </div>
  );
}

function ThresholdTable({ report }: { readonly report: WeakSpotReport }) {
  const { t } = useTranslation();
  const { score } = useFormats();
  const { share } = useShares();
  return (
    <section aria-labelledby="weak-spots-threshold" className={styles.part}>
      <h3 id="weak-spots-threshold">{t('weakSpots.threshold.title')}</h3>
      <p className={styles.muted}>{t('weakSpots.threshold.text')}</p>
      <table className={styles.thresholds}>
        <thead>
          <tr>
            {(['at', 'linked', 'passed'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`weakSpots.threshold.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.thresholds.map(({ threshold, linked, passed }) => {
            const isNow = threshold === report.threshold;
            return (
              <tr key={threshold} className={isNow ? styles.now : undefined}>
                <th scope="row">{isNow ? t('weakSpots.threshold.now', { threshold: score(threshold) }) : score(threshold)}</th>
                <td>{share(linked)}</td>
                <td>{share(passed)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
