import { useTranslation } from 'react-i18next';
import { type Cleaning, type CleaningStep, NO_CLEANING } from '../../core/cleaning/steps';
import type { Side } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import styles from './Cleaning.module.css';
import { CleaningSide } from './CleaningSide';
import { copiedSteps } from './copied-steps';
import { useCleaningHistory } from './use-cleaning-history';

/** What is done to the cells of both tables before they are compared. */
export function CleaningSection() {
  const { t } = useTranslation();
  const session = useSession();
  const { sides, cleaned, project, isReadOnly, run } = useSessionState();
  const cleaning = project?.settings.cleaning ?? NO_CLEANING;
  const history = useCleaningHistory(project?.id ?? '');
  const { left, right } = sides;
  const isWithin = project?.settings.task === 'deduplicate';
  if (!project || left.status !== 'ready' || (right.status !== 'ready' && !isWithin)) return null;
  const isDisabled = isReadOnly || run.status === 'running';
  const put = (next: Cleaning): void => {
    history.remember(cleaning);
    void session.updateSettings({ cleaning: next });
  };
  const { on } = project.settings;
  const count = (steps: readonly CleaningStep[]): number => steps.filter(({ isOff }) => !isOff).length;
  const active = count(cleaning.left) + (isWithin ? 0 : count(cleaning.right));
  const shown: readonly Side[] = isWithin ? ['left'] : ['left', 'right'];
  const isWorking = shown.some((side) => cleaned[side].isWorking);
  const copy = (from: Side): void => {
    const to = from === 'left' ? 'right' : 'left';
    const target = sides[to];
    if (target.status !== 'ready') return;
    const steps = copiedSteps(cleaning[from], on[from], on[to], target.dataset.columns, cleaning[to]);
    put({ ...cleaning, [to]: steps });
  };
  return (
    <Section
      title={t('cleaning.title')}
      state={isWorking ? t('cleaning.working') : active === 0 ? t('cleaning.off') : t('cleaning.count', { count: active })}
      isOpenAtFirst={active > 0}
    >
      {() => (
        <>
          <p className={styles.hint}>{t('cleaning.hint')}</p>
          <div className={isWithin ? styles.one : styles.sides}>
            {shown.map((side) => {
              const own = sides[side];
              const other = sides[side === 'left' ? 'right' : 'left'];
              return own.status === 'ready' ? (
                <CleaningSide
                  key={side}
                  dataset={own.dataset}
                  steps={cleaning[side]}
                  preferred={on[side]}
                  error={cleaned[side].error}
                  isDisabled={isDisabled}
                  otherFile={!isWithin && other.status === 'ready' ? other.dataset.source.fileName : null}
                  onChange={(steps) => put({ ...cleaning, [side]: steps })}
                  onCopy={() => copy(side)}
                />
              ) : null;
            })}
          </div>
          {history.canUndo ? (
            <p>
              <Button
                look="quiet"
                disabled={isDisabled}
                onClick={() => {
                  const before = history.takeBack();
                  if (before) void session.updateSettings({ cleaning: before });
                }}
              >
                <span aria-hidden="true">↶</span> {t('cleaning.undo')}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </Section>
  );
}
