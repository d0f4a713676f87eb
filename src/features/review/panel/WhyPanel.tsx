import { useTranslation } from 'react-i18next';
import type { ReviewState } from '../../../session/contract';
import { useFormats } from '../../../ui/format';
import { conflictOfRow } from './row-conflict';
import { useScoreText } from './ScoreText';
import styles from './WhyPanel.module.css';

/** What the score of the picked candidate is made of. */
export function WhyPanel({
  review,
  row,
  picked,
}: {
  readonly review: ReviewState;
  readonly row: number;
  readonly picked: number | null;
}) {
  const { t } = useTranslation();
  const { score, number } = useFormats();
  const scoreText = useScoreText();
  const { candidates } = review;
  const from = candidates.offsets[row] ?? 0;
  const all = candidates.right.subarray(from, candidates.offsets[row + 1] ?? from);
  const place = picked === null ? -1 : all.indexOf(picked);
  if (place < 0) return <p className={styles.none}>{t('review.details.noScore')}</p>;
  const at = from + place;
  const rival = all.length < 2 ? Number.NaN : candidates.matchScore[place === 0 ? from + 1 : from]!;
  const conflict = conflictOfRow(review, row);
  const parts = [
    ['meaning', candidates.similarity[at]!],
    ['letters', candidates.lexical[at]!],
  ] as const;
  return (
    <div className={styles.why}>
      <p>
        <strong>{scoreText(candidates.matchScore[at]!)}</strong> · {t('review.details.rank', { rank: place + 1, of: all.length })}
        {Number.isNaN(rival) ? null : ` · ${t('review.gap', { gap: score(candidates.matchScore[at]! - rival) })}`}
      </p>
      <dl className={styles.parts}>
        {parts.map(([name, value]) => (
          <div key={name} className={styles.part}>
            <dt>{t(`review.details.${name}`)}</dt>
            <dd>
              {Number.isNaN(value) ? (
                t('review.details.notMeasured')
              ) : (
                <>
                  <meter
                    className={styles.meter}
                    min={0}
                    max={1}
                    value={Math.max(0, value)}
                    aria-label={t(`review.details.${name}`)}
                  />
                  {score(value)}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {conflict?.right === picked ? (
        <p>
          {t(conflict.gap > 0 ? 'review.lostTo' : 'review.givenTo', {
            row: number(conflict.lostTo + 1),
            gap: score(Math.abs(conflict.gap)),
          })}
        </p>
      ) : null}
    </div>
  );
}
