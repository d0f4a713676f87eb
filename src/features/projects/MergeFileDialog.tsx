import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDifference } from '../../core/project-file/same-tables';
import type { MergeOffer } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { AgreementTable } from './AgreementTable';
import { ClusterAgreement } from './ClusterAgreement';
import styles from './MergeFileDialog.module.css';
import { ReviewerName } from './ReviewerName';

interface MergeFileDialogProps {
  /** Called with the number of records on which both differ. */
  readonly onMerged: (differing: number) => void;
  readonly onOpened: () => void;
}

/** What merging the decisions of a project file would do; nothing is shown where there is none. */
export function MergeFileDialog(props: MergeFileDialogProps) {
  const merge = useSessionState((state) => state.merge);
  if (!merge) return null;
  return (merge.plan ?? merge.clusters)?.entry ? (
    <Offer key={merge.fileName} merge={merge} {...props} />
  ) : (
    <Refusal merge={merge} {...props} />
  );
}

function Offer({ merge, onMerged, onOpened }: MergeFileDialogProps & { readonly merge: MergeOffer }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const mine = useSessionState((state) => state.reviewer);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const [theirs, setTheirs] = useState(merge.reviewer || t('projects.merge.secondReviewer'));
  const [isWorking, setIsWorking] = useState(false);
  const { plan, clusters } = merge;
  const differing = (plan ?? clusters)?.entry?.differs.length ?? 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsWorking(true);
    if (await session.mergeDecisions(theirs.trim())) onMerged(differing);
    else setIsWorking(false);
  };
  return (
    <Dialog
      title={t('projects.merge.title')}
      closeLabel={t('common.cancel')}
      onClose={() => session.leaveMerge()}
      actions={
        <>
          {merge.isAsked ? null : (
            <Button disabled={isWorking} onClick={() => void session.openOffered().then(onOpened)}>
              {t('projects.merge.openAlone')}
            </Button>
          )}
          <Button look="main" type="submit" form="merge" disabled={isWorking || isReadOnly || theirs.trim() === ''}>
            {t('projects.merge.confirm')}
          </Button>
        </>
      }
    >
      <form id="merge" className={styles.body} onSubmit={(event) => void submit(event)}>
        <p>{t('projects.merge.lead', { file: merge.fileName })}</p>
        <div className={styles.names}>
          <ReviewerName />
          <Field label={t('projects.merge.theirName')} hint={t('projects.merge.theirNameHint')}>
            <Input required maxLength={80} value={theirs} onChange={(event) => setTheirs(event.target.value)} />
          </Field>
        </div>
        <h3>{t('projects.merge.agreement')}</h3>
        {plan ? (
          <AgreementTable plan={plan} mine={mine.trim() || t('projects.merge.you')} theirs={theirs.trim()} />
        ) : clusters ? (
          <ClusterAgreement agreement={clusters.agreement} />
        ) : null}
        <h3>{t('projects.merge.result')}</h3>
        {plan ? (
          <ul>
            <li>{t('projects.merge.onlyTheirs', { count: plan.onlyTheirs, formatted: number(plan.onlyTheirs) })}</li>
            <li>{t('projects.merge.onlyMine', { count: plan.onlyMine, formatted: number(plan.onlyMine) })}</li>
            <li>{t('projects.merge.differing', { count: differing, formatted: number(differing) })}</li>
          </ul>
        ) : clusters ? (
          <ul>
            <li>{t('projects.merge.rowsTheirs', { count: clusters.onlyTheirs, formatted: number(clusters.onlyTheirs) })}</li>
            <li>{t('projects.merge.rowsMine', { count: clusters.onlyMine, formatted: number(clusters.onlyMine) })}</li>
            <li>{t('projects.merge.clustersDiffering', { count: differing, formatted: number(differing) })}</li>
            {clusters.choicesLeft > 0 ? <li>{t('projects.merge.choicesLeft', { count: clusters.choicesLeft })}</li> : null}
          </ul>
        ) : null}
        <p className={styles.muted}>{t('projects.merge.kept')}</p>
      </form>
    </Dialog>
  );
}

function Refusal({ merge, onOpened }: MergeFileDialogProps & { readonly merge: MergeOffer }) {
  const { t } = useTranslation();
  const session = useSession();
  const isSame = merge.differences.length === 0;
  return (
    <Dialog
      title={t(isSame ? 'projects.merge.nothingTitle' : 'projects.merge.otherTitle')}
      closeLabel={t('common.close')}
      onClose={() => session.leaveMerge()}
      actions={<Button onClick={() => void session.openOffered().then(onOpened)}>{t('projects.merge.openAlone')}</Button>}
    >
      <div className={styles.body}>
        {isSame ? (
          <p>{t('projects.merge.nothingNew', { file: merge.fileName })}</p>
        ) : (
          <>
            <p>{t('projects.merge.otherLead', { file: merge.fileName })}</p>
            <ul>
              {merge.differences.map((difference) => (
                <li key={JSON.stringify(difference)}>
                  <DifferenceText difference={difference} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  );
}

function DifferenceText({ difference }: { readonly difference: TableDifference }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (difference.kind === 'task' || difference.kind === 'swapped') return t(`projects.merge.differs.${difference.kind}`);
  const side = t(`common.${difference.side}`);
  if (difference.kind === 'missing') return t('projects.merge.differs.missing', { side });
  const { here, there } = difference;
  if (difference.kind === 'cells') return t('projects.merge.differs.cells', { side, here, there });
  if (difference.kind === 'rows') {
    const counts = { rowsHere: number(difference.rowsHere), rowsThere: number(difference.rowsThere) };
    return t('projects.merge.differs.rows', { side, here, there, ...counts });
  }
  const { onlyHere, onlyThere } = difference;
  if (onlyHere.length + onlyThere.length === 0) return t('projects.merge.differs.order', { side, here, there });
  const names = (list: readonly string[]) => (list.length === 0 ? '–' : shortList(list));
  return t('projects.merge.differs.columns', { side, here, there, onlyHere: names(onlyHere), onlyThere: names(onlyThere) });
}

const MOST_NAMES = 8;
const shortList = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
