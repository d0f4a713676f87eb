import { describe, expect, it } from 'vitest';
import { decisionsOn, NO_SORTING } from '../core/classify/stored-sorting';
import { tableOf } from '../core/evaluation/evaluation-fixture';
import type { Project } from '../core/model/settings';
import type { Dataset } from '../core/model/types';
import { blankProject } from './new-project';
import { createSortingDesk } from './sorting-desk';
import { createStateHolder } from './state';

const [FIRST, SECOND] = [tableOf(['a'], [['x'], ['y']]), tableOf(['b'], [['z']])];

function open() {
  const holder = createStateHolder();
  const saved: Project[] = [];
  holder.patch({ project: blankProject() });
  const project = () => holder.state().project!;
  const desk = createSortingDesk({
    holder,
    project,
    async save(change) {
      holder.patch({ project: { ...project(), ...change } });
      saved.push(project());
    },
    noteWork: () => {},
  });
  const show = (dataset: Dataset) =>
    holder.patch({ sides: { ...holder.state().sides, left: { status: 'ready', dataset, recordIdColumn: null } } });
  const decided = (dataset: Dataset) => [...decisionsOn(project().sorting ?? NO_SORTING, dataset.fingerprint)];
  return { holder, desk, show, decided, saved };
}

describe('the desk where rows are sorted', () => {
  it('stores every decision with the project, and takes the last one back', async () => {
    const { desk, show, decided, saved } = open();
    show(FIRST);
    await desk.decide(0, 'good');
    await desk.decide(1, 'bad');
    await desk.decide(0, 'bad');
    expect(saved).toHaveLength(3);
    expect(decided(FIRST)).toEqual([
      [0, 'bad'],
      [1, 'bad'],
    ]);
    expect(await desk.undo()).toBe(0);
    expect(decided(FIRST)).toEqual([
      [0, 'good'],
      [1, 'bad'],
    ]);
  });

  it('leaves decisions on another table alone', async () => {
    const { desk, show, decided } = open();
    show(FIRST);
    await desk.decide(1, 'good');
    show(SECOND);
    expect(decided(SECOND)).toEqual([]);
    expect(await desk.undo()).toBeNull();
    show(FIRST);
    expect(decided(FIRST)).toEqual([[1, 'good']]);
  });

  it('changes nothing in a tab that only looks on', async () => {
    const { holder, desk, show, saved } = open();
    show(FIRST);
    holder.patch({ isReadOnly: true });
    await desk.decide(1, 'good');
    expect(await desk.undo()).toBeNull();
    expect(saved).toEqual([]);
  });

  it('says why a file is no classifier, and goes on without', async () => {
    const { holder, desk, show } = open();
    show(FIRST);
    await desk.openClassifier(new File(['{}'], 'x.classifier.json'));
    expect(holder.state().sorting).toMatchObject({ classifier: null, error: { code: 'classifier/broken' } });
    desk.dismiss();
    expect(holder.state().sorting.error).toBeNull();
  });
});
