import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { Input } from '../../../ui/Field';
import styles from './ClusterGraph.module.css';
import type { Tool } from './use-graph-pointer';
import type { GraphView } from './use-graph-view';

const STEP = 1.3;

interface GraphToolsProps {
  readonly graph: GraphView;
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly hasNeighbours: boolean;
  readonly onNeighbours: (value: boolean) => void;
  readonly onArrange: () => void;
  /** Whether rows are looked for by their text: where there are too many to see at once. */
  readonly isSearched: boolean;
  /** False where no row has the words. */
  readonly onFind: (words: string) => boolean;
}

export function GraphTools(props: GraphToolsProps) {
  const { graph, tool, hasNeighbours } = props;
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    setIsMissing(!props.onFind(words));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container in older browsers.
    <div className={styles.tools} role="group" aria-label={t('graph.tools.label')}>
      {(['choose', 'move'] as const).map((name) => (
        <Button key={name} look="quiet" className={styles.tool} aria-pressed={tool === name} onClick={() => props.onTool(name)}>
          {t(`graph.tools.${name}`)}
        </Button>
      ))}
      <Button
        look="quiet"
        className={styles.tool}
        aria-label={t('graph.tools.closer')}
        title={t('graph.tools.closer')}
        onClick={() => graph.zoom(STEP)}
      >
        +
      </Button>
      <Button
        look="quiet"
        className={styles.tool}
        aria-label={t('graph.tools.further')}
        title={t('graph.tools.further')}
        onClick={() => graph.zoom(1 / STEP)}
      >
        −
      </Button>
      <Button look="quiet" className={styles.tool} disabled={!graph.isMoved} onClick={graph.fit}>
        {t('graph.tools.fit')}
      </Button>
      <Button look="quiet" className={styles.tool} onClick={props.onArrange}>
        {t('graph.tools.arrange')}
      </Button>
      <Button
        look="quiet"
        className={styles.tool}
        aria-pressed={hasNeighbours}
        onClick={() => props.onNeighbours(!hasNeighbours)}
      >
        {t('graph.tools.neighbours')}
      </Button>
      {props.isSearched ? (
        <form className={styles.find} onSubmit={find}>
          <Input
            type="search"
            aria-label={t('graph.find')}
            placeholder={t('graph.find')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button look="quiet" className={styles.tool} type="submit">
            {t('graph.findNext')}
          </Button>
          <span role="status">{isMissing ? t('graph.findNone') : ''}</span>
        </form>
      ) : null}
    </div>
  );
}
