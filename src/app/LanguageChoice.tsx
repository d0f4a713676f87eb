import { useTranslation } from 'react-i18next';
import { Field, Select } from '../ui/Field';
import { useRemembered } from '../ui/remembered';
import { speak } from './i18n';
import { chooseLanguage, LANGUAGE_TAGS, LANGUAGES } from './i18n/languages';

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const [, remember] = useRemembered('language', '');
  return (
    <Field label={t('app.language')}>
      <Select
        value={chooseLanguage([i18n.language])}
        choices={LANGUAGE_TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag].name }))}
        onChoose={(tag) => {
          remember(tag);
          void speak(chooseLanguage([tag]));
        }}
      />
    </Field>
  );
}
