import { Fragment, type ReactNode } from 'react';
import { type Block, readMarkdown } from '../../core/sharing/read-markdown';
import styles from './Sharing.module.css';

/** A card as readers will see it, near enough: headings one step lower than written, links as their text. */
export function MarkdownPreview({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className={styles.preview} aria-label={label} tabIndex={0} dir="ltr" lang="en">
      {readMarkdown(text).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name, and none keeps a state
        <Fragment key={at}>{shown(block)}</Fragment>
      ))}
    </section>
  );
}

function shown(block: Block): ReactNode {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? <h4>{inline(block.text)}</h4> : <h5>{inline(block.text)}</h5>;
    case 'list':
      return <ul>{block.items.map(keyed((item) => inline(item), 'li'))}</ul>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'table':
      return (
        <table>
          <thead>
            <tr>{block.head.map(keyed((cell) => inline(cell), 'th'))}</tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name
              <tr key={at}>{row.map(keyed((cell) => inline(cell), 'td'))}</tr>
            ))}
          </tbody>
        </table>
      );
    default:
      return <p>{inline(block.text)}</p>;
  }
}

const keyed =
  (content: (text: string) => ReactNode, Tag: 'li' | 'th' | 'td') =>
  (text: string, at: number): ReactNode => {
    // A head without words is no head.
    const Shown = Tag === 'th' && text === '' ? 'td' : Tag;
    return <Shown key={`${at} ${text}`}>{content(text)}</Shown>;
  };

/** Bold, emphasis, code and links of a line. */
function inline(text: string): ReactNode {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|_[^_]+_|\[[^\]]+\]\([^)]*\))/u).map((part, at) => {
    const key = `${at}`;
    if (/^`[^`]+`$/u.test(part)) return <code key={key}>{part.slice(1, -1)}</code>;
    if (/^\*\*[^*]+\*\*$/u.test(part)) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (/^_[^_]+_$/u.test(part)) return <em key={key}>{part.slice(1, -1)}</em>;
    return <Fragment key={key}>{part.replace(/^\[([^\]]+)\]\([^)]*\)$/u, '$1')}</Fragment>;
  });
}
