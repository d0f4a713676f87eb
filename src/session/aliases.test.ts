import { beforeEach, expect, it, vi } from 'vitest';
import { emptyIndexedDb } from '../adapters/indexeddb-fixture';
import type { AliasGroup } from '../core/aliases/alias-group';
import { DEFAULT_MATCH_SETTINGS, type Project } from '../core/model/settings';
import { createStateHolder } from './state';

const IBM: AliasGroup = { words: ['IBM', 'International Business Machines'] };
const ST: AliasGroup = { words: ['St', 'Street'], isOneWay: true };

/** A page of its own: what it holds of the shelf is a module's. */
async function openPage() {
  vi.resetModules();
  const { createAliasDesk } = await import('./aliases');
  const holder = createStateHolder();
  let project = { id: 'one', settings: DEFAULT_MATCH_SETTINGS } as Project;
  holder.patch({ project });
  const desk = createAliasDesk({
    holder,
    project: () => project,
    datasets: () => null,
    updateSettings: async (change) => {
      project = { ...project, settings: { ...project.settings, ...change } };
      holder.patch({ project });
    },
    matchAgain: async () => {},
    matchPart: async () => null,
    stopMatching: () => {},
  });
  const own = () => project.settings.aliases;
  const openProject = (id: string) => {
    project = { ...project, id, settings: DEFAULT_MATCH_SETTINGS };
    holder.patch({ project });
  };
  return { desk, holder, own, openProject };
}

beforeEach(emptyIndexedDb);

it('adds, changes and takes words away, and takes each change back', async () => {
  const { desk, holder, own } = await openPage();
  expect(await desk.edit({ add: [IBM, ST], scope: 'project' })).toBe(true);
  expect(await desk.edit({ add: [{ words: [...IBM.words].reverse() }], scope: 'project' })).toBe(false);
  const more = { words: [...IBM.words, 'Big Blue'] };
  await desk.edit({ remove: [IBM], add: [more], scope: 'project' });
  expect(own()).toEqual([more, ST]);
  await desk.edit({ remove: [more, ST], scope: 'project' });
  expect(own()).toBeUndefined();
  for (const before of [[more, ST], [IBM, ST], undefined]) {
    expect(holder.state().aliases.canUndo).toBe(true);
    expect(await desk.undo()).toBe(true);
    expect(own()).toEqual(before);
  }
  expect(holder.state().aliases.canUndo).toBe(false);
  expect(await desk.undo()).toBe(false);
});

it('shares words with all projects of the browser, over a reload too, until they are taken away', async () => {
  const first = await openPage();
  await first.desk.edit({ add: [IBM], scope: 'shared' });
  await first.desk.edit({ add: [ST], scope: 'project' });
  const second = await openPage();
  second.openProject('two');
  await second.desk.bringShared();
  expect(second.own()).toEqual([IBM]);
  expect(second.holder.state().aliases.shared).toEqual([IBM]);
  await second.desk.edit({ remove: [IBM], add: [IBM], scope: 'project' });
  expect(second.own()).toEqual([IBM]);
  const third = await openPage();
  await third.desk.bringShared();
  expect(third.own()).toBeUndefined();
});

it('changes nothing where the project is open elsewhere', async () => {
  const { desk, holder, own } = await openPage();
  holder.patch({ isReadOnly: true });
  expect(await desk.edit({ add: [IBM], scope: 'shared' })).toBe(false);
  expect(own()).toBeUndefined();
  expect(holder.state().aliases.shared).toEqual([]);
});
