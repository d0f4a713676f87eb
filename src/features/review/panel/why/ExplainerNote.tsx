import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button';
import { ErrorText } from '../../../../ui/ErrorText';
import { useFormats } from '../../../../ui/format';
import styles from './ExplainerNote.module.css';
import { keepFocus } from './keep-focus';
import type { Explainer } from './use-explainer';

/** Where explanations are not ready: how far they are, and what can be done. */
export function ExplainerNote({ explainer }: { readonly explainer: Explainer }) {
  const { t } = useTranslation();
  const { share } = useFormats();
  const { state } = explainer;
  if (state.status === 'ready') return null;
  if (state.status === 'preparing') {
    return (
      <div className={styles.note}>
        <p role="status">{t('why.preparing')}</p>
        <progress className={styles.bar} max={1} value={state.share} aria-label={t('why.preparing')}>
          {share(state.share)}
        </progress>
        <Button
          look="quiet"
          onClick={(event) => {
            keepFocus(event);
            explainer.cancel();
          }}
        >
          {t('common.cancel')}
        </Button>
      </div>
    );
  }
  if (state.status === 'provisional') return <p>{t('why.provisional')}</p>;
  const isLost = state.status === 'no-vectors';
  return (
    <div className={styles.note}>
      {state.status === 'failed' ? <ErrorText error={state.error} /> : <p>{t(isLost ? 'why.noVectors' : 'why.waiting')}</p>}
      <Button
        onClick={(event) => {
          keepFocus(event);
          explainer.start(isLost);
        }}
      >
        {t(isLost ? 'why.makeVectors' : 'why.start')}
      </Button>
    </div>
  );
}
