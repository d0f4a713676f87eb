import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { useKeyed } from '../../ui/key-settings';
import own from './ClustersScreen.module.css';
import { CLUSTER_COMMANDS } from './commands';

interface DetailViewProps {
  readonly isGraph: boolean;
  readonly onChange: (view: 'list' | 'graph') => void;
}

/** Whether a cluster is shown as its fields side by side or as a graph. */
export function DetailView({ isGraph, onChange }: DetailViewProps) {
  const { t } = useTranslation();
  const keyed = useKeyed(CLUSTER_COMMANDS);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container in older browsers.
    <div className={own.views} role="group" aria-label={t('graph.view.label')}>
      <Button look="quiet" className={own.view} aria-pressed={!isGraph} onClick={() => onChange('list')}>
        {t('graph.view.list')}
      </Button>
      <Button look="quiet" className={own.view} {...keyed('view')} aria-pressed={isGraph} onClick={() => onChange('graph')}>
        {t('graph.view.graph')}
      </Button>
    </div>
  );
}
