import { useTranslation } from 'react-i18next';
import type { TrainingSummary } from '../../../core/tuning/adapter';
import type { HeldAdapter } from '../../../session/tuning/adapters';
import { numberLocale, useFormats } from '../../../ui/format';
import { Fact, Facts } from '../facts/Fact';
import { useNameOfModel } from './use-adapters';

/** What an adapter is: of what model, trained on what, with what figures. */
export function AdapterFacts({ held }: { readonly held: HeldAdapter }) {
  const { t } = useTranslation();
  const { bytes, date } = useFormats();
  const nameOf = useNameOfModel();
  const { id, base, training } = held.adapter;
  return (
    <Facts>
      <Fact name={t('adapters.model')}>
        <bdi>{nameOf(base.model)}</bdi>
      </Fact>
      <Fact name={t('adapters.trained')}>
        <TrainedOn training={training} />
      </Fact>
      <Fact name={t('adapters.added')}>{date(held.addedAt)}</Fact>
      <Fact name={t('adapters.size')}>{bytes(held.bytes)}</Fact>
      <Fact name={t('adapters.figures')} isWide>
        <Change training={training} />
      </Fact>
      <Fact name={t('adapters.id')} isWide>
        <code dir="ltr">{id}</code>
      </Fact>
    </Facts>
  );
}

/** How many pairs it learned from, by kind. */
export function TrainedOn({ training: { counts } }: { readonly training: TrainingSummary }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const parts = [
    t('adapters.pairs', { count: counts.matches, formatted: number(counts.matches) }),
    t('adapters.others', { count: counts.others, formatted: number(counts.others) }),
    ...(counts.synthetic > 0 ? [t('adapters.synthetic', { count: counts.synthetic, formatted: number(counts.synthetic) })] : []),
  ];
  return <>{new Intl.ListFormat(numberLocale(i18n.language), { type: 'unit' }).format(parts)}</>;
}

function Change({ training: { before, after } }: { readonly training: TrainingSummary }) {
  const { t } = useTranslation();
  const { share } = useFormats();
  const { value, low, high } = after.recallAt1;
  return (
    <>
      {t('adapters.change', {
        before: share(before.recallAt1.value),
        after: share(value),
        low: share(low),
        high: share(high),
      })}
    </>
  );
}
