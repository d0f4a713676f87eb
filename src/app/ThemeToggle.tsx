import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Select } from '../ui/Field';
import { useRemembered } from '../ui/remembered';
import { applyTheme, THEMES, themeOf } from './theme';

export function ThemeToggle() {
  const { t } = useTranslation();
  const [name, setName] = useRemembered('theme', 'system');
  const theme = themeOf(name);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <Field label={t('theme.label')}>
      <Select value={theme} choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))} onChoose={setName} />
    </Field>
  );
}
