import { useTranslation } from 'react-i18next';
import { Popover } from '../ui/Popover';
import styles from './DisplayMenu.module.css';
import { chooseLanguage, LANGUAGES } from './i18n/languages';
import { LanguageChoice } from './LanguageChoice';
import { TextSizeChoice } from './TextSizeChoice';
import { ThemeToggle } from './ThemeToggle';

/** How the page looks and speaks. The globe is found by those who cannot read the language that it speaks now. */
export function DisplayMenu() {
  const { t, i18n } = useTranslation();
  const language = LANGUAGES[chooseLanguage([i18n.language])].name;
  return (
    <Popover
      mark={
        <>
          <Globe />
          <span className={styles.name}>{language}</span>
        </>
      }
      label={t('app.display', { language })}
      buttonClass={styles.button}
    >
      {() => (
        <div className={styles.choices}>
          <LanguageChoice />
          <ThemeToggle />
          <TextSizeChoice />
        </div>
      )}
    </Popover>
  );
}

function Globe() {
  return (
    <svg className={styles.globe} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M3 12h18M12 3c-5.2 5.4-5.2 12.6 0 18M12 3c5.2 5.4 5.2 12.6 0 18" />
    </svg>
  );
}
