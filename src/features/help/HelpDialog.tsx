import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EDITION } from '../../session/edition';
import { Dialog } from '../../ui/Dialog';
import { Input } from '../../ui/Field';
import { HELP_TOPICS, type HelpTopic } from '../../ui/help-topics';
import { type ChapterId, findChapters } from './chapters';
import styles from './HelpDialog.module.css';
import { KeySettingsForm } from './KeySettingsForm';
import { type ExplainedCommand, KeySheet } from './KeySheet';
import { TopicText } from './TopicText';

const isTopic = (chapter: ChapterId): chapter is HelpTopic => HELP_TOPICS.some((topic) => topic === chapter);

export function HelpDialog(props: {
  /** Commands of the review and what they do. */
  readonly review: readonly ExplainedCommand[];
  /** Commands among clusters; those of the review keep their place there. */
  readonly clusters: readonly ExplainedCommand[];
  /** Name of the chapter that is open at first; any other text opens none. */
  readonly chapter: string;
  /** The way into the tour. */
  readonly tour: ReactNode;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const titleOf = (chapter: ChapterId): string =>
    isTopic(chapter) ? t(`tour.topics.${chapter}.title`) : t(chapter === 'keys' ? 'help.keys' : 'help.privacy');
  const wordsOf = (chapter: ChapterId): string => {
    if (isTopic(chapter)) return textsOf(t(`tour.topics.${chapter}`, { returnObjects: true }));
    if (chapter === 'privacy') return `${titleOf(chapter)} ${t('help.privacyText')}`;
    return [
      titleOf(chapter),
      t('help.digits'),
      t('help.single'),
      ...[...props.review, ...props.clusters].map(({ does }) => does),
    ].join(' ');
  };
  const found = findChapters(search, wordsOf);
  return (
    <Dialog title={t('help.title')} closeLabel={t('common.close')} onClose={props.onClose}>
      <div className={styles.body}>
        <p>{t('help.intro')}</p>
        {props.tour}
        <Input
          type="search"
          aria-label={t('tour.search')}
          placeholder={t('tour.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <p role="status" className={styles.hint}>
          {search.trim() === '' ? null : t('tour.found', { count: found.length })}
        </p>
        <div className={styles.chapters}>
          {found.map((chapter) => (
            <Chapter key={chapter} title={titleOf(chapter)} isLinked={chapter === props.chapter}>
              {chapter === 'keys' ? (
                <>
                  <KeySheet review={props.review} clusters={props.clusters} />
                  <KeySettingsForm />
                </>
              ) : chapter === 'privacy' ? (
                <p>
                  {t(EDITION === 'connected' ? 'connected.privacyText' : 'help.privacyText')}{' '}
                  <Link href="/proof">{t('proof.link')}</Link>
                </p>
              ) : (
                <TopicText topic={chapter} />
              )}
            </Chapter>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

/** A chapter that is folded until it is asked for. The one that a link names is open and in view. */
function Chapter(props: { readonly title: string; readonly isLinked: boolean; readonly children: ReactNode }) {
  const { isLinked } = props;
  const [isOpen, setIsOpen] = useState(isLinked);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!isLinked) return;
    setIsOpen(true);
    // Once the dialog has put focus somewhere else.
    const timer = setTimeout(() => {
      details.current?.querySelector('summary')?.focus({ preventScroll: true });
      details.current?.scrollIntoView({ block: 'start' });
    });
    return () => clearTimeout(timer);
  }, [isLinked]);
  return (
    <details ref={details} className={styles.chapter} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <h3>{props.title}</h3>
      </summary>
      {isOpen ? <div className={styles.text}>{props.children}</div> : null}
    </details>
  );
}

/** All texts below a key, in one. */
function textsOf(texts: unknown): string {
  if (typeof texts === 'string') return texts;
  return texts !== null && typeof texts === 'object' ? Object.values(texts).map(textsOf).join(' ') : '';
}
