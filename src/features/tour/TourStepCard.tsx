import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Kbd } from '../../ui/Kbd';
import { findTarget } from './find-target';
import { Outline } from './Outline';
import styles from './Tour.module.css';
import { TourCard } from './TourCard';
import { factsOf } from './tour-facts';
import { goBack, goOn, observe, type TourView, viewOf } from './tour-state';
import { usePlacing } from './use-placing';
import type { Tour } from './use-tour';
import { useTourKeys } from './use-tour-keys';

/** Long enough to see what the step before did. */
const OPEN_AFTER_MS = 400;

/** One step: what it speaks of is outlined, the card says what to do, and the page does it. */
export function TourStepCard({ tour, onSay }: { readonly tour: Tour; readonly onSay: (text: string) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [path, navigate] = useLocation();
  const page = useSessionState();
  const facts = factsOf(page, path);
  // The card says it already, and the notice would lie over what is pressed next.
  const said = page.notices.find(({ code }) => code === 'samples-loaded')?.id;
  useEffect(() => {
    if (said !== undefined) session.dismissNotice(said);
  }, [said, session]);
  const card = useRef<HTMLElement>(null);
  const { change, state } = tour;
  useEffect(() => change((before) => observe(before, facts)));
  const view = viewOf(state, facts);
  const step = view && view.trouble === null ? view.step : null;
  const placed = usePlacing(step, card);
  useOpening(view?.step.opens, step !== null && !view!.canGoOn);

  const title = view ? t(`tour.steps.${view.step.id}.title`) : '';
  const place = view ? t('tour.place', { n: view.number, total: view.total }) : '';
  const text = !view
    ? ''
    : view.trouble
      ? t(`tour.trouble.${view.trouble}`)
      : t(view.isMatching ? 'tour.matching' : `tour.steps.${view.step.id}.text`);
  useEffect(() => onSay(text === '' ? '' : `${place}. ${title}. ${text}`), [onSay, place, title, text]);
  useEffect(() => {
    if (tour.isAsked) card.current?.focus();
  }, [tour.isAsked]);

  const act = useCallback(() => findTarget(step?.act ?? []), [step]);
  useTourKeys({ card, target: () => act() ?? findTarget(step?.about ?? []), onLeave: tour.leave });
  if (!view) return null;

  const move = (by: typeof goOn) => {
    const next = by(state, facts);
    change(() => next);
    const shown = viewOf(next, facts);
    if (shown?.trouble === 'elsewhere') navigate(shown.step.opens ?? shown.step.paths[0]);
  };
  return (
    <>
      {placed.about ? <Outline box={placed.about} /> : null}
      {placed.act ? <Outline box={placed.act} isSecond /> : null}
      <TourCard ref={card} at={placed.at} place={place} title={title} onClose={tour.leave}>
        <p>{text}</p>
        <div className={styles.buttons}>
          {view.canGoBack ? (
            <Button look="quiet" onClick={() => move(goBack)}>
              {t('tour.back')}
            </Button>
          ) : null}
          {view.trouble ? (
            <Remedy view={view} onGo={navigate} onOpen={() => void backToSamples(session, tour)} />
          ) : view.canGoOn ? (
            <Button look="main" onClick={() => move(goOn)}>
              {t('tour.next')}
            </Button>
          ) : view.isMatching ? null : (
            <Button onClick={() => act()?.click()}>{t('tour.doIt')}</Button>
          )}
        </div>
        <p className={styles.hint}>
          <Kbd>F6</Kbd> {t('tour.keys')} <Kbd>Esc</Kbd> {t('tour.leaves')}
        </p>
      </TourCard>
    </>
  );
}

/** The way out of what is in the way, where there is one. */
function Remedy(props: { readonly view: TourView; readonly onGo: (path: string) => void; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const { trouble, step } = props.view;
  if (trouble === 'elsewhere' || trouble === 'stopped') {
    const path = step.paths[0];
    const page = path === '/' ? 'files' : path === '/set-up' ? 'setUp' : path === '/review' ? 'review' : 'export';
    return (
      <Button look="main" onClick={() => props.onGo(step.opens ?? path)}>
        {t('tour.goTo', { page: t(`steps.${page}`) })}
      </Button>
    );
  }
  if (trouble !== 'other-project' && trouble !== 'own-files') return null;
  return (
    <Button look="main" onClick={props.onOpen}>
      {t('tour.toSamples')}
    </Button>
  );
}

/** To the project with the samples; where that is gone, the tour begins anew with a new one. */
async function backToSamples(session: ReturnType<typeof useSession>, tour: Tour): Promise<void> {
  const { project } = tour.state;
  const isOpen = session.state().project?.id === project;
  if (project !== null && !isOpen && (await session.openProject(project))) return;
  await tour.start();
}

/** Shows the part of the page that a step is about, once, a moment after it has begun. */
function useOpening(opens: string | undefined, isDue: boolean): void {
  const [, navigate] = useLocation();
  const opened = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (opens === undefined) opened.current = undefined;
    if (opens === undefined || !isDue || opened.current === opens) return;
    const timer = setTimeout(() => {
      opened.current = opens;
      navigate(opens);
    }, OPEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [opens, isDue, navigate]);
}
