import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { HelpMark } from '../../ui/HelpMark';
import { Section } from '../../ui/Section';
import { BlockingEditor } from './BlockingEditor';
import { EvidenceEditor } from './EvidenceEditor';

/** Which rows may meet, and what counts how much: the same for two tables and for one. */
export function RowsAndWeights(props: {
  readonly datasets: Sides<Dataset>;
  readonly settings: MatchSettings;
  readonly isDisabled: boolean;
  readonly onBlocking: (blocking: MatchSettings['blocking']) => void;
  readonly onChange: (patch: Partial<MatchSettings>) => void;
}) {
  const { datasets, settings, isDisabled } = props;
  const { t } = useTranslation();
  const { blocking } = settings;
  return (
    <>
      <Section
        title={t('setUp.blocking.title')}
        state={blocking.length === 0 ? t('setUp.blocking.off') : t('setUp.blocking.rules', { count: blocking.length })}
        isOpenAtFirst={blocking.length > 0}
        mark={<HelpMark topic="blocking" />}
      >
        {() => <BlockingEditor datasets={datasets} settings={settings} isDisabled={isDisabled} onChange={props.onBlocking} />}
      </Section>
      <Section
        title={t('setUp.evidence.title')}
        state={evidenceState(t, settings)}
        isOpenAtFirst={settings.qualifiers.length + Object.keys(settings.weights).length > 0}
      >
        {() => <EvidenceEditor datasets={datasets} settings={settings} isDisabled={isDisabled} onChange={props.onChange} />}
      </Section>
    </>
  );
}

function evidenceState(t: TFunction, { weights, qualifiers }: MatchSettings): string {
  const parts = [
    Object.keys(weights).length > 0 ? t('setUp.evidence.weighted') : null,
    qualifiers.length > 0 ? t('setUp.evidence.count', { count: qualifiers.length }) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : t('setUp.evidence.off');
}
