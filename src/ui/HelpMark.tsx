import { type MouseEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './HelpMark.module.css';
import { type HelpTopic, useHelpShelf } from './help-topics';
import { placeBeside } from './place-beside';

const EDGE = 8;
const SMALL = '(width < 48rem)';

/** “?” beside what it explains: opens a panel that blocks nothing, closes with Esc or a press elsewhere, and gives focus back. */
export function HelpMark({ topic }: { readonly topic: HelpTopic }) {
  const { t } = useTranslation();
  const shelf = useHelpShelf();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const [isOpen, setIsOpen] = useState(false);
  if (!shelf) return null;
  const onBeforeToggle = (isToOpen: boolean) => {
    hadFocus.current = panel.current?.contains(document.activeElement) === true;
    setIsOpen(isToOpen);
  };
  const onToggle = (isNowOpen: boolean) => {
    if (!panel.current || !button.current) return;
    if (isNowOpen) {
      place(panel.current, button.current);
      panel.current.focus();
    } else if (hadFocus.current) button.current.focus({ preventScroll: true });
  };
  const onClick = (event: MouseEvent) => {
    // Browsers without popovers show the chapter instead.
    if (panel.current && 'showPopover' in panel.current) return;
    event.preventDefault();
    shelf.open(topic);
  };
  return (
    <span className={styles.mark}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={t('tour.what', { topic: shelf.titleOf(topic) })}
        onClick={onClick}
      >
        <span aria-hidden="true">?</span>
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        className={styles.panel}
        onBeforeToggle={(event) => onBeforeToggle(event.newState === 'open')}
        onToggle={(event) => onToggle(event.newState === 'open')}
      >
        {isOpen ? (
          <>
            <div className={styles.head}>
              <h2 id={`${id}-title`}>{shelf.titleOf(topic)}</h2>
              <button
                type="button"
                className={styles.close}
                aria-label={t('common.close')}
                popoverTarget={id}
                popoverTargetAction="hide"
              >
                <span aria-hidden="true">×</span>
              </button>
            </div>
            {shelf.contentOf(topic)}
            <div className={styles.foot}>
              <Button
                look="quiet"
                onClick={() => {
                  panel.current?.hidePopover();
                  shelf.open(topic);
                }}
              >
                {t('tour.allHelp')}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </span>
  );
}

/** Beside the mark, in the middle where there is no room, at the bottom on small screens. */
function place(panel: HTMLElement, mark: HTMLElement): void {
  panel.style.left = '';
  panel.style.top = '';
  if (matchMedia(SMALL).matches) return;
  const { width, height } = panel.getBoundingClientRect();
  const { x, y, width: markWidth, height: markHeight } = mark.getBoundingClientRect();
  const at = placeBeside({
    card: { width, height },
    within: { x: EDGE, y: EDGE, width: innerWidth - 2 * EDGE, height: innerHeight - 2 * EDGE },
    beside: { x, y, width: markWidth, height: markHeight },
    apart: [],
    isRightToLeft: document.documentElement.dir === 'rtl',
  }) ?? { x: (innerWidth - width) / 2, y: (innerHeight - height) / 2 };
  panel.style.left = `${at.x}px`;
  panel.style.top = `${at.y}px`;
}
