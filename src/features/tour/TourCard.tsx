import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Tour.module.css';
import type { Placed } from './use-placing';

/** Beside what it speaks of, or below the page. It takes no focus and holds none. */
export function TourCard(props: {
  readonly ref: Ref<HTMLElement>;
  readonly at: Placed['at'];
  readonly place: string | null;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { at } = props;
  const { t } = useTranslation();
  return (
    <section
      ref={props.ref}
      className={at === 'below' ? styles.below : styles.beside}
      style={at === 'below' ? undefined : { left: at.x, top: at.y }}
      data-place={at === 'below' ? 'below' : 'beside'}
      tabIndex={-1}
      aria-label={t('tour.label')}
      aria-keyshortcuts="F6"
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{props.title}</h2>
        {props.place === null ? null : <span className={styles.place}>{props.place}</span>}
        <button
          type="button"
          className={styles.close}
          aria-label={t('tour.leave')}
          aria-keyshortcuts="Escape"
          onClick={props.onClose}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {props.children}
    </section>
  );
}
