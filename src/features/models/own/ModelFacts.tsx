import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelManifest } from '../../../core/models/model-manifest';
import { numberLocale, useFormats } from '../../../ui/format';
import { Fact, Facts } from '../facts/Fact';

/** Of more languages only their number is shown. */
const MOST_LANGUAGES = 12;

/** What is known of a model: size, licence, languages, its vectors, its hash; `children` are facts before them. */
export function ModelFacts(props: { readonly manifest: ModelManifest; readonly bytes: number; readonly children?: ReactNode }) {
  const { manifest, bytes } = props;
  const { t, i18n } = useTranslation();
  const format = useFormats();
  const unknown = t('ownModels.notStated');
  return (
    <Facts>
      {props.children}
      <Fact name={t('ownModels.facts.size')}>{format.bytes(bytes)}</Fact>
      <Fact name={t('ownModels.facts.licence')}>{manifest.licence === '' ? unknown : <bdi>{manifest.licence}</bdi>}</Fact>
      <Fact name={t('ownModels.facts.languages')}>
        {manifest.languages.length === 0
          ? unknown
          : manifest.languages.length > MOST_LANGUAGES
            ? format.number(manifest.languages.length)
            : languageNames(manifest.languages, i18n.language)}
      </Fact>
      <Fact name={t('ownModels.facts.vectors')}>
        {t('ownModels.facts.vectorText', { dimensions: format.number(manifest.dimensions), weights: manifest.dtype })}
      </Fact>
      <Fact name={t('ownModels.facts.sha256')} isWide>
        <code dir="ltr">{manifest.files[manifest.weights]?.sha256}</code>
      </Fact>
    </Facts>
  );
}

/** In the words of the page. */
function languageNames(tags: readonly string[], language: string): string {
  const names = new Intl.DisplayNames(numberLocale(language), { type: 'language' });
  const nameOf = (tag: string): string => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
  return new Intl.ListFormat(numberLocale(language), { type: 'unit' }).format(tags.map(nameOf));
}
