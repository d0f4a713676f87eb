import { type MouseEvent, type ReactNode, useId, useRef } from 'react';
import styles from './Popover.module.css';
import { placeBeside } from './place-beside';
import { isPageNarrower } from './rem';

const EDGE = 8;
/** In rem, as the style sheet has it. */
const SMALL = 51;

interface PopoverProps {
  /** What the button shows, and its name for those who do not see it. */
  readonly mark: ReactNode;
  readonly label: string;
  readonly buttonClass?: string;
  /** The panel is named by the element with this id, else as the button is. */
  readonly titleId?: string;
  readonly className?: string;
  /** Told before it opens or closes. */
  readonly onOpen?: (isOpen: boolean) => void;
  /** Instead of opening, where the browser has no popovers. */
  readonly onUnable?: () => void;
  /** Gets what closes it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button with a panel that blocks nothing, closes with Esc or a press elsewhere, and gives focus back. */
export function Popover(props: PopoverProps) {
  const { mark, label, buttonClass, titleId, className, onOpen, onUnable, children } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const onBeforeToggle = (isToOpen: boolean) => {
    hadFocus.current = panel.current?.contains(document.activeElement) === true;
    onOpen?.(isToOpen);
  };
  const onToggle = (isNowOpen: boolean) => {
    if (!panel.current || !button.current) return;
    if (isNowOpen) {
      place(panel.current, button.current);
      panel.current.focus();
    } else if (hadFocus.current) button.current.focus({ preventScroll: true });
  };
  const onClick = (event: MouseEvent) => {
    if (!onUnable || (panel.current && 'showPopover' in panel.current)) return;
    event.preventDefault();
    onUnable();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={buttonClass}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={label}
        onClick={onClick}
      >
        {mark}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={titleId}
        aria-label={titleId ? undefined : label}
        tabIndex={-1}
        className={className ? `${styles.panel} ${className}` : styles.panel}
        onBeforeToggle={(event) => onBeforeToggle(event.newState === 'open')}
        onToggle={(event) => onToggle(event.newState === 'open')}
      >
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}

/** Beside the button, in the middle where there is no room, at the bottom on small screens. */
function place(panel: HTMLElement, button: HTMLElement): void {
  panel.style.left = '';
  panel.style.top = '';
  if (isPageNarrower(SMALL)) return;
  const { width, height } = panel.getBoundingClientRect();
  const { x, y, width: buttonWidth, height: buttonHeight } = button.getBoundingClientRect();
  const at = placeBeside({
    card: { width, height },
    within: { x: EDGE, y: EDGE, width: innerWidth - 2 * EDGE, height: innerHeight - 2 * EDGE },
    beside: { x, y, width: buttonWidth, height: buttonHeight },
    apart: [],
    isRightToLeft: document.documentElement.dir === 'rtl',
  }) ?? { x: (innerWidth - width) / 2, y: (innerHeight - height) / 2 };
  panel.style.left = `${at.x}px`;
  panel.style.top = `${at.y}px`;
}
