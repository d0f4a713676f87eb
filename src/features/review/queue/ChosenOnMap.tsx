import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import styles from './ChosenOnMap.module.css';
import { type FacetChoice, MAP_FACET } from './facets';
import type { ReviewView } from './review-view';
import type { ChosenRows } from './use-chosen-rows';

/** Says that the queue holds rows chosen on the map, or why it does not, and lets them go. */
export function ChosenOnMap(props: {
  readonly chosen: ChosenRows | null;
  readonly choice: FacetChoice;
  readonly onChange: (patch: Partial<ReviewView>) => void;
}) {
  const { chosen, choice, onChange } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  if (!chosen) return null;
  const { [MAP_FACET]: _map, ...others } = choice;
  const count = chosen.rows?.length ?? 0;
  return (
    <div className={styles.chosen}>
      <p className={styles.text}>
        {chosen.rows === null
          ? t('map.gone')
          : chosen.isJudged
            ? t('llmScreens.chosen', { formatted: number(count) })
            : t('map.chosen', { count, formatted: number(count) })}
      </p>
      {chosen.isJudged ? null : <Link href="/map">{t('map.toMap')}</Link>}
      <Button look="quiet" onClick={() => onChange({ facets: others })}>
        {t('map.clear')}
      </Button>
    </div>
  );
}
