import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { TourEnd } from './TourEnd';
import { TourStepCard } from './TourStepCard';
import type { Tour } from './use-tour';

/** The tour while it is on, and what is read out of it. Always there, so that a screen reader hears its first step. */
export function TourGuide({ tour }: { readonly tour: Tour }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const { status, at } = tour.state;
  const before = useRef(status);
  useEffect(() => {
    if (before.current === 'on' && status !== 'on') {
      setSaid(status === 'left' ? t('tour.left') : '');
      // The card had focus and is gone.
      if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true });
    }
    before.current = status;
  }, [status, t]);
  return (
    <>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      {status !== 'on' ? null : at === 'end' ? (
        <TourEnd tour={tour} onSay={setSaid} />
      ) : (
        <TourStepCard tour={tour} onSay={setSaid} />
      )}
    </>
  );
}
