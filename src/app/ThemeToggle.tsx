import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../ui/Field';
import { useRemembered } from '../ui/remembered';
import styles from './TopBar.module.css';
import { applyTheme, THEMES, themeOf } from './theme';

export function ThemeToggle() {
  const { t } = useTranslation();
  const [name, setName] = useRemembered('theme', 'system');
  const theme = themeOf(name);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <Select
      aria-label={t('theme.label')}
      className={styles.choice}
      value={theme}
      choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChoose={setName}
    />
  );
}
