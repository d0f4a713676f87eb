import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Select } from '../ui/Field';
import { useRemembered } from '../ui/remembered';
import { applyTextSize, TEXT_SIZES, textSizeOf } from './text-size';

export function TextSizeChoice() {
  const { t } = useTranslation();
  const [name, setName] = useRemembered('text-size', 'normal');
  const size = textSizeOf(name);
  useEffect(() => applyTextSize(size), [size]);
  return (
    <Field label={t('pace.text.label')}>
      <Select value={size} choices={TEXT_SIZES.map((value) => ({ value, label: t(`pace.text.${value}`) }))} onChoose={setName} />
    </Field>
  );
}
