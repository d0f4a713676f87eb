import { expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS, PROJECT_SCHEMA_VERSION, upgradeProject } from './settings';

/** As version 1 of the project schema stored it. */
const VERSION_1 = {
  id: 'a1',
  schemaVersion: 1,
  name: 'Registers',
  createdAt: '2024-01-01T00:00:00.000Z',
  changedAt: '2024-01-02T00:00:00.000Z',
  datasets: { left: 'l', right: 'r' },
  rowCounts: { left: 3, right: 4 },
  reading: { left: { delimiter: ';' }, right: {} },
  settings: {
    on: { left: ['name'], right: ['title'] },
    cardinality: 'many-to-one',
    candidatesPerRow: 7,
    score: 'lexical',
    model: 'rowlink-small',
    blocking: [],
    weights: {},
    threshold: 0.4,
  },
  candidates: 'c',
};

it('adds what version 1 did not know and keeps what it did', () => {
  const upgraded = upgradeProject(VERSION_1 as never);
  expect(upgraded).toEqual({
    ...VERSION_1,
    schemaVersion: PROJECT_SCHEMA_VERSION,
    settings: { ...DEFAULT_MATCH_SETTINGS, ...VERSION_1.settings },
  });
  expect(upgraded.settings).toMatchObject({ task: 'link', qualifiers: [], limits: { left: null, right: null } });
});

it('leaves a project of today as it is', () => {
  const project = upgradeProject(VERSION_1 as never);
  expect(upgradeProject(project)).toBe(project);
  const { cleaning: _, ...settings } = project.settings;
  expect(upgradeProject({ ...project, settings } as never)).toEqual(project);
});
