import { useTranslation } from 'react-i18next';
import { Button } from './Button';

/** Saves a picture of what is named `title`. */
export function PictureButtons(props: { readonly title: string; readonly onSave: (ending: 'svg' | 'png') => void }) {
  const { title, onSave } = props;
  const { t } = useTranslation();
  return (['svg', 'png'] as const).map((ending) => (
    <Button
      key={ending}
      look="quiet"
      aria-label={t(`chart.save.${ending}`, { title })}
      title={t(`chart.save.${ending}`, { title })}
      onClick={() => onSave(ending)}
    >
      {ending.toUpperCase()}
    </Button>
  ));
}
