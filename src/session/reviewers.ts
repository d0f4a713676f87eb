import type { DecisionBook, LogEntry } from '../core/decisions/log';
import { openDifferences, planKeepMine, planMerge, planTakeTheirs } from '../core/decisions/merge';
import { planRevert } from '../core/decisions/revert';
import type { Project } from '../core/model/settings';
import type { ProjectContents } from '../core/project-file/contents';
import { compareTables } from '../core/project-file/same-tables';
import type { ClusterDesk } from './clusters';
import type { Session } from './contract';
import type { StateHolder } from './state';
import { rememberReviewer } from './storage';

interface ReviewersInput {
  readonly holder: StateHolder;
  readonly project: () => Project;
  readonly book: () => DecisionBook;
  /** Writes an entry, then shows it. */
  append(plan: () => LogEntry | null): Promise<LogEntry | null>;
  /** Duplicates of the open project. */
  readonly desk: () => Pick<ClusterDesk, 'planMerge' | 'merge'>;
  /** Opens the project of a file on its own. */
  openContents(contents: ProjectContents, file: File): Promise<void>;
}

/** Work of several people on the same tables, and old decisions taken back. */
export interface Reviewers
  extends Pick<Session, 'setReviewer' | 'mergeDecisions' | 'openOffered' | 'leaveMerge' | 'revert' | 'keepMine' | 'takeTheirs'> {
  /**
   * Shows what merging the decisions of a file would do, or how its tables differ. With `isAsked` false only where the tables are the
   * same and something is new in it; false where nothing is shown.
   */
  offer(contents: ProjectContents, file: File, isAsked: boolean): boolean;
}

export function createReviewers({ holder, project, book, append, desk, openContents }: ReviewersInput): Reviewers {
  const { state, patch, notify } = holder;
  let offered: { readonly contents: ProjectContents; readonly file: File } | null = null;
  const now = (): string => new Date().toISOString();
  const cardinality = () => state().review?.settings.cardinality ?? project().settings.cardinality;

  const planWith = ({ decisions }: ProjectContents, reviewer: string) =>
    planMerge(book(), { theirs: decisions, reviewer, cardinality: cardinality(), at: now() });
  const leave = (): void => {
    offered = null;
    patch({ merge: null });
  };

  return {
    setReviewer(name) {
      rememberReviewer(name);
      patch({ reviewer: name });
    },

    offer(contents, file, isAsked) {
      const { left, right } = state().sides;
      const here = {
        task: project().settings.task,
        tables: {
          left: left.status === 'ready' ? left.dataset : null,
          right: right.status === 'ready' ? right.dataset : null,
        },
      };
      const differences = compareTables(here, { task: contents.project.settings.task, tables: contents.tables });
      const isSame = differences.length === 0 && here.tables.left !== null;
      const log = here.task === 'deduplicate' ? contents.clusterEdits : contents.decisions;
      const reviewer = contents.project.reviewer ?? log.findLast(({ by }) => by !== undefined)?.by ?? '';
      const plan = isSame && here.task === 'link' ? planWith(contents, reviewer) : null;
      const clusters = isSame && here.task === 'deduplicate' ? desk().planMerge(contents.clusterEdits, reviewer) : null;
      if (!isAsked && (!(plan ?? clusters)?.entry || state().isReadOnly)) return false;
      offered = { contents, file };
      patch({ merge: { fileName: file.name, reviewer, differences, plan, clusters, isAsked } });
      return true;
    },
    async mergeDecisions(reviewer) {
      if (!offered) return false;
      const { contents } = offered;
      const entry =
        project().settings.task === 'deduplicate'
          ? await desk().merge(contents.clusterEdits, reviewer)
          : await append(() => planWith(contents, reviewer).entry);
      leave();
      if (entry?.kind !== 'merge') return false;
      notify('success', project().settings.task === 'deduplicate' ? 'clusters-merged' : 'decisions-merged', {
        reviewer,
        count: entry.differs.length,
      });
      return true;
    },
    async openOffered() {
      if (!offered) return;
      const { contents, file } = offered;
      leave();
      await openContents(contents, file);
    },
    leaveMerge: leave,

    revert: async (seq) => (await append(() => planRevert(book(), seq, now(), cardinality()))) !== null,
    keepMine: async (left) =>
      (await append(() => (openDifferences(book().entries).has(left) ? planKeepMine(book(), left, now()) : null))) !== null,
    takeTheirs: async (left, reviewer) =>
      (await append(() => {
        const difference = openDifferences(book().entries)
          .get(left)
          ?.find((other) => other.reviewer === reviewer);
        return difference ? planTakeTheirs(book(), difference, now(), cardinality()) : null;
      })) !== null,
  };
}

/** An entry under the name of the person at the page; unsigned where there is none. */
export const signed = <E extends { readonly by?: string }>(entry: E, name: string): E =>
  name.trim() === '' ? entry : { ...entry, by: name.trim() };
