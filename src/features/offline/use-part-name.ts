import { useTranslation } from 'react-i18next';
import { EMBEDDED_MODELS } from '../../core/model/models';

/** What a part of the page is called. */
export function usePartName(): (id: string) => string {
  const { t } = useTranslation();
  return (id) => {
    if (id === 'shell' || id === 'runtime' || id === 'graphics') return t(`offline.parts.${id}`);
    const model = EMBEDDED_MODELS.find((one) => one.id === id);
    return t('offline.parts.model', { name: model ? t(`models.${model.tier}.name`) : id });
  };
}
