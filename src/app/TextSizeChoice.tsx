import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../ui/Field';
import { useRemembered } from '../ui/remembered';
import styles from './TopBar.module.css';
import { applyTextSize, TEXT_SIZES, textSizeOf } from './text-size';

export function TextSizeChoice() {
  const { t } = useTranslation();
  const [name, setName] = useRemembered('text-size', 'normal');
  const size = textSizeOf(name);
  useEffect(() => applyTextSize(size), [size]);
  return (
    <Select
      aria-label={t('pace.text.label')}
      className={styles.choice}
      value={size}
      choices={TEXT_SIZES.map((value) => ({ value, label: t(`pace.text.${value}`) }))}
      onChoose={setName}
    />
  );
}
