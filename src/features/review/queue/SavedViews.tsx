import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { Field, Input, Select } from '../../../ui/Field';
import { useRemembered } from '../../../ui/remembered';
import { type ReviewView, readView, writeView } from './review-view';
import styles from './SavedViews.module.css';
import { readViews, type SavedView, viewsRenamed, viewsWith, viewsWithout } from './saved-views';

/** Filters and order under names, kept for this project in this browser. */
export function SavedViews(props: {
  readonly project: string;
  readonly view: ReviewView;
  readonly onChange: (patch: Partial<ReviewView>) => void;
}) {
  const { project, view, onChange } = props;
  const { t } = useTranslation();
  const [kept, keep] = useRemembered(`views.${project}`, '[]');
  const views = readViews(kept);
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const isChosen = views.some((one) => one.name === chosen);
  const change = (next: readonly SavedView[], nextChosen: string) => {
    keep(JSON.stringify(next));
    setChosen(nextChosen);
    setTyped('');
  };
  const open = (wanted: string) => {
    setChosen(wanted);
    const saved = views.find((one) => one.name === wanted);
    // The record on screen and whose records these are stay: the view is another look at the queue.
    if (saved) onChange({ ...readView(saved.query), row: view.row, part: view.part });
  };
  return (
    <div className={styles.views}>
      <Field label={t('review.views.saved')}>
        <Select
          value={isChosen ? chosen : ''}
          choices={[{ value: '', label: t('review.views.none') }, ...views.map((one) => ({ value: one.name, label: one.name }))]}
          onChoose={open}
        />
      </Field>
      <Field label={t('review.views.name')}>
        <Input value={typed} maxLength={80} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <div className={styles.buttons}>
        <Button
          disabled={name === ''}
          onClick={() => change(viewsWith(views, { name, query: writeView({ ...view, row: null, part: null }) }), name)}
        >
          {t('review.views.save')}
        </Button>
        <Button disabled={name === '' || !isChosen} onClick={() => change(viewsRenamed(views, chosen, name), name)}>
          {t('review.views.rename')}
        </Button>
        <Button disabled={!isChosen} onClick={() => change(viewsWithout(views, chosen), '')}>
          {t('review.views.remove')}
        </Button>
      </div>
    </div>
  );
}
