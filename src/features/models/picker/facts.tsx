import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TESTED_LANGUAGES } from '../../../core/models/public-figures';
import { EDITION } from '../../../session/edition';
import type { ModelOffer } from '../../../session/models/model-offers';
import type { OfflinePart } from '../../../session/offline';
import { useFormats } from '../../../ui/format';
import styles from './ModelPicker.module.css';
import { useLanguageNames } from './use-names';

/** A term with its description, as one cell of the grid; `isBroad`: a whole line of it on small screens. */
export function Fact(props: { readonly term: string; readonly isBroad?: boolean; readonly children: ReactNode }) {
  const { term, isBroad, children } = props;
  return (
    <div className={isBroad ? `${styles.fact} ${styles.broad}` : styles.fact}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function SizeFact({ offer }: { readonly offer: ModelOffer }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  return <Fact term={t('modelChoice.size')}>{offer.bytes === null ? '–' : bytes(offer.bytes)}</Fact>;
}

/** How many languages it knows, and in which of them it was measured. */
export function LanguagesFact({ offer }: { readonly offer: ModelOffer }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const nameLanguages = useLanguageNames();
  const languages = offer.manifest?.languages ?? [];
  const tested = offer.tier ? TESTED_LANGUAGES.filter((tag) => languages.includes(tag)) : [];
  const few = languages.length > 0 && languages.length <= 3;
  return (
    <Fact term={t('modelChoice.languages')}>
      {languages.length === 0 ? t('modelChoice.languagesUnknown') : null}
      {few ? nameLanguages(languages) : null}
      {languages.length > 3
        ? t('modelChoice.languageCount', { count: languages.length, formatted: number(languages.length) })
        : null}
      {tested.length > 0 && !few ? <small>{t('modelChoice.tested', { languages: nameLanguages(tested) })}</small> : null}
    </Fact>
  );
}

/** Its licence, and where it is from. */
export function OriginFact({ offer }: { readonly offer: ModelOffer }) {
  const { t } = useTranslation();
  const { manifest, own } = offer;
  return (
    <Fact term={t('modelChoice.licence')}>
      {manifest ? manifest.licence || t('modelChoice.licenceUnknown') : '–'}
      <small>{own ? t(`modelChoice.from.${own.from.kind}`, { name: own.from.name }) : t('modelChoice.from.page')}</small>
      {manifest?.source ? (
        <small dir="ltr" className={styles.address}>
          {manifest.source.replace(/^https:\/\//u, '')}
        </small>
      ) : null}
    </Fact>
  );
}

/** Whether it is there without a network. */
export function OfflineFact({ offer, part }: { readonly offer: ModelOffer; readonly part: OfflinePart | null }) {
  const { t } = useTranslation();
  return <Fact term={t('modelChoice.offline')}>{t(`modelChoice.kept.${howKept(offer, part)}`)}</Fact>;
}

function howKept({ own, obstacle }: ModelOffer, part: OfflinePart | null): 'own' | 'page' | 'file' | 'whole' | 'no' | 'unknown' {
  if (own) return own.isKept ? 'own' : 'page';
  if (obstacle === 'edition' || obstacle === 'absent') return 'no';
  if (EDITION === 'single') return 'file';
  if (!part) return 'unknown';
  return part.keptBytes === part.bytes ? 'whole' : 'no';
}
