import { useTranslation } from 'react-i18next';
import { Select } from '../ui/Field';
import { useRemembered } from '../ui/remembered';
import { speak } from './i18n';
import { chooseLanguage, LANGUAGE_TAGS, LANGUAGES } from './i18n/languages';
import styles from './TopBar.module.css';

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const [, remember] = useRemembered('language', '');
  return (
    <Select
      aria-label={t('app.language')}
      className={styles.choice}
      value={chooseLanguage([i18n.language])}
      choices={LANGUAGE_TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag].name }))}
      onChoose={(tag) => {
        remember(tag);
        void speak(chooseLanguage([tag]));
      }}
    />
  );
}
