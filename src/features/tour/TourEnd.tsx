import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import styles from './Tour.module.css';
import { TourCard } from './TourCard';
import type { Tour } from './use-tour';
import { useTourKeys } from './use-tour-keys';

/** What the work of the tour is, and what to do with it. */
export function TourEnd({ tour, onSay }: { readonly tour: Tour; readonly onSay: (text: string) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [, navigate] = useLocation();
  const card = useRef<HTMLElement>(null);
  const storage = useSessionState((state) => state.storage);
  const { project } = tour.state;
  const title = t('tour.end.title');
  const text = t(storage === 'memory' ? 'tour.end.memory' : 'tour.end.text');
  useEffect(() => onSay(`${title}. ${text}`), [onSay, title, text]);
  useTourKeys({ card, target: () => document.getElementById('main'), onLeave: tour.dismiss });
  const begin = async (): Promise<void> => {
    tour.dismiss();
    await session.newProject();
    navigate('/');
  };
  const remove = async (id: string): Promise<void> => {
    tour.dismiss();
    await session.deleteProject(id);
    navigate('/');
  };
  return (
    <TourCard ref={card} at="below" place={null} title={title} onClose={tour.dismiss}>
      <p>{text}</p>
      <div className={styles.buttons}>
        {project === null ? null : (
          <Button look="danger" onClick={() => void remove(project)}>
            {t('tour.end.remove')}
          </Button>
        )}
        <Button look="main" onClick={() => void begin()}>
          {t('tour.end.own')}
        </Button>
      </div>
    </TourCard>
  );
}
