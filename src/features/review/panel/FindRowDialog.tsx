import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundRows } from '../../../core/candidates/find-rows';
import { type AppError, toAppError } from '../../../core/model/errors';
import type { RowFinder } from '../../../session/row-finder';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { ErrorText } from '../../../ui/ErrorText';
import { Field, Input } from '../../../ui/Field';
import { useFormats } from '../../../ui/format';
import styles from './FindRowDialog.module.css';

/** Not for every letter that is typed. */
const WORDS_WAIT_MS = 200;

interface FindRowDialogProps {
  readonly row: number;
  /** The record that a partner is looked for. */
  readonly recordText: string;
  readonly finder: RowFinder;
  readonly textOf: (right: number) => string;
  readonly onAccept: (right: number) => void;
  /** Tells why a row is not the partner; null where nothing may be told. */
  readonly onWhyNot: ((right: number) => void) | null;
  readonly onClose: () => void;
}

/** Looks for a partner in the whole other table: by words while they are typed, by meaning when asked to. */
export function FindRowDialog({ row, recordText, finder, textOf, onAccept, onWhyNot, onClose }: FindRowDialogProps) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState('');
  const words = useFound(query.trim(), finder.words, WORDS_WAIT_MS);
  const meaning = useFound(asked, finder.meaning, 0);
  const field = useRef<HTMLInputElement>(null);
  // After the dialog has opened and put focus where it pleases.
  useEffect(() => field.current?.focus(), []);
  const hits = (found: FoundRows): ReactNode =>
    Array.from(found.rows, (right, at) => (
      <li key={right} className={styles.hit}>
        <span>
          <span className={styles.row}>{t('review.candidateHeading', { row: number(right + 1) })}</span>{' '}
          <span className={styles.row}>{score(found.fit[at]!)}</span> <span dir="auto">{textOf(right)}</span>
        </span>
        {onWhyNot ? (
          <Button
            look="quiet"
            aria-label={t('why.not.askNamed', { row: number(right + 1), text: textOf(right) })}
            onClick={() => onWhyNot(right)}
          >
            {t('why.not.ask')}
          </Button>
        ) : null}
        <Button
          data-hit
          aria-label={t('review.find.acceptNamed', { row: number(right + 1), text: textOf(right) })}
          onClick={() => onAccept(right)}
        >
          {t('review.accept')}
        </Button>
      </li>
    ));
  const group = (title: string, of: Found, unasked: string): ReactNode => (
    <section className={styles.group} aria-label={title}>
      <h3>{title}</h3>
      <p role="status" className={styles.state}>
        {of.error ? <ErrorText error={of.error} /> : stateText(of, unasked)}
      </p>
      {of.found && of.found.rows.length > 0 ? (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets.
        <ul role="list" className={styles.hits}>
          {hits(of.found)}
        </ul>
      ) : null}
    </section>
  );
  const stateText = ({ isAsked, isBusy, found }: Found, unasked: string): string => {
    if (!isAsked) return unasked;
    if (isBusy) return t('review.find.searching');
    if (!found) return t('review.find.noVectors');
    if (found.rows.length === 0) return t('review.find.none');
    return t('review.find.found', { count: found.rows.length, formatted: number(found.rows.length) });
  };

  return (
    <Dialog title={t('review.find.title', { row: number(row + 1) })} closeLabel={t('common.close')} onClose={onClose}>
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(query.trim());
        }}
        onKeyDown={walkHits}
      >
        <p>
          {t('review.find.lead')} <strong dir="auto">{recordText}</strong>
        </p>
        <div className={styles.ask}>
          <Field label={t('review.find.query')}>
            <Input ref={field} inputMode="search" dir="auto" value={query} onChange={(event) => setQuery(event.target.value)} />
          </Field>
          <Button type="submit" hint="↵" disabled={query.trim() === ''}>
            {t('review.find.byMeaning')}
          </Button>
        </div>
        <div className={styles.groups}>
          {group(t('review.find.words'), words, t('review.find.typeWords'))}
          {group(t('review.find.meaning'), meaning, t('review.find.pressEnter'))}
        </div>
      </form>
    </Dialog>
  );
}

/** Arrows go from the field to the rows that were found and among them; Enter accepts the one that has focus. */
function walkHits(event: KeyboardEvent<HTMLFormElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0 || event.nativeEvent.isComposing) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-hit]')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
  event.preventDefault();
}

interface Found {
  readonly isAsked: boolean;
  readonly isBusy: boolean;
  /** null while it is looked for, and where it cannot be. */
  readonly found: FoundRows | null;
  readonly error: AppError | null;
}

/** The answer to the latest question; earlier ones are ended. */
function useFound(query: string, find: (query: string, signal: AbortSignal) => Promise<FoundRows | null>, waitMs: number): Found {
  const [known, setKnown] = useState<{ query: string; found: FoundRows | null; error: AppError | null } | null>(null);
  useEffect(() => {
    if (query === '') return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      find(query, controller.signal).then(
        (found) => {
          if (!controller.signal.aborted) setKnown({ query, found, error: null });
        },
        (thrown: unknown) => {
          if (!controller.signal.aborted) setKnown({ query, found: null, error: toAppError(thrown) });
        },
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, find, waitMs]);
  if (query === '') return { isAsked: false, isBusy: false, found: null, error: null };
  if (known?.query !== query) return { isAsked: true, isBusy: true, found: null, error: null };
  return { isAsked: true, isBusy: false, found: known.found, error: known.error };
}
