import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedTable } from '../../core/export/planned-table';
import type { ChainRule } from '../../core/links/chain';
import { chainTable, gapTable, linkAt } from '../../core/links/chain-columns';
import { type AppError, toAppError } from '../../core/model/errors';
import { useSession } from '../../session/react';
import { saveRows } from '../../session/saving-rows';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Select } from '../../ui/Field';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { useDroppedFiles } from '../../ui/use-dropped-files';
import styles from './ChainPage.module.css';
import { CrosswalkCard } from './CrosswalkCard';
import { addCrosswalk, type Crosswalk, moved } from './crosswalks';
import { useChain } from './use-chain';

const RULES = ['product', 'minimum'] as const satisfies readonly ChainRule[];
const SHOWN_LINKS = 8;

/** Joins saved crosswalks: A to B and B to C give A to C. */
export function ChainPage() {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const session = useSession();
  const [crosswalks, setCrosswalks] = useState<readonly Crosswalk[]>([]);
  const [rule, setRule] = useState<ChainRule>('product');
  const [readError, setReadError] = useState<AppError | null>(null);
  const { chain, error, isWorking } = useChain(crosswalks, rule);
  const latest = useRef(crosswalks);
  const change = (next: readonly Crosswalk[]): void => {
    latest.current = next;
    setCrosswalks(next);
  };

  const add = async (files: readonly File[]) => {
    setReadError(null);
    for (const file of files) {
      const outcome = await session.readTable(file);
      if (outcome.error) setReadError(outcome.error);
      else change(await addCrosswalk(latest.current, outcome.value));
    }
  };
  useDroppedFiles((files) => void add(files));
  const save = (table: PlannedTable, name: string): void => {
    setReadError(null);
    saveRows(table, name).catch((thrown: unknown) => setReadError(toAppError(thrown)));
  };
  const problem = readError ?? (crosswalks.length > 1 ? error : null);
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('chain.title')}</h1>
        <p className={styles.muted}>{t('chain.lead')}</p>
      </header>
      {crosswalks.length === 0 ? null : (
        <ol className={styles.list}>
          {crosswalks.map((crosswalk, at) => (
            <CrosswalkCard
              key={crosswalk.id}
              crosswalk={crosswalk}
              place={at + 1}
              isFirst={at === 0}
              isLast={at === crosswalks.length - 1}
              pairs={chain?.pairCounts[at] ?? null}
              onChange={(next) => change(crosswalks.map((other) => (other.id === next.id ? next : other)))}
              onMove={(by) => change(moved(crosswalks, at, by))}
              onRemove={() => change(crosswalks.filter(({ id }) => id !== crosswalk.id))}
            />
          ))}
        </ol>
      )}
      <div className={styles.add}>
        <FileButton
          accept={ACCEPTED_FILES}
          isMultiple
          look={crosswalks.length < 2 ? 'main' : 'plain'}
          onFiles={(files) => void add(files)}
        >
          {crosswalks.length === 0 ? t('chain.choose') : t('chain.addMore')}
        </FileButton>
        {crosswalks.length === 1 ? <span className={styles.muted}>{t('chain.oneMore')}</span> : null}
      </div>
      <p role="status" className={styles.working}>
        {isWorking ? t('chain.working') : null}
      </p>
      {problem ? <ErrorText error={problem} /> : null}
      {chain ? (
        <section className={styles.result} aria-labelledby="chain-result">
          <div className={styles.head}>
            <h2 id="chain-result">{t('chain.result')}</h2>
            <Field label={t('chain.rule')}>
              <Select
                value={rule}
                choices={RULES.map((value) => ({ value, label: t(`chain.rules.${value}`) }))}
                onChoose={(value) => setRule(value === 'minimum' ? 'minimum' : 'product')}
              />
            </Field>
          </div>
          <div role="status">
            <dl className={styles.counts}>
              <Count name={t('chain.counts.links')} value={number(chain.links.count)} />
              <Count name={t('chain.counts.otherPaths')} value={number(chain.otherPaths.count)} />
              <Count name={t('chain.counts.gaps')} value={number(chain.gaps.count)} />
            </dl>
          </div>
          {chain.links.count === 0 ? (
            <p>{t('chain.nothingShared')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
            <section className={styles.scroll} tabIndex={0} aria-label={t('chain.preview')}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {(['left', 'via', 'right', 'score'] as const).map((name) => (
                      <th key={name} scope="col">
                        {t(`chain.columns.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {Array.from({ length: Math.min(SHOWN_LINKS, chain.links.count) }, (_, at) => linkAt(chain.links, at)).map(
                    (link) => (
                      <tr key={`${link.left}\u0000${link.right}`}>
                        <td dir="auto">{link.left}</td>
                        <td dir="auto">{link.via.join(' → ')}</td>
                        <td dir="auto">{link.right}</td>
                        <td>{score(link.score)}</td>
                      </tr>
                    ),
                  )}
                </tbody>
              </table>
            </section>
          )}
          <div className={styles.add}>
            <Button
              look="main"
              disabled={chain.links.count === 0}
              onClick={() => save(chainTable(chain.links), 'rowlink-chain.csv')}
            >
              {t('chain.save')}
            </Button>
            <Button
              disabled={chain.otherPaths.count === 0}
              onClick={() => save(chainTable(chain.otherPaths), 'rowlink-chain-other-ways.csv')}
            >
              {t('chain.saveOthers')}
            </Button>
            <Button disabled={chain.gaps.count === 0} onClick={() => save(gapTable(chain.gaps), 'rowlink-chain-gaps.csv')}>
              {t('chain.saveGaps')}
            </Button>
          </div>
        </section>
      ) : null}
    </div>
  );
}

function Count(props: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}
