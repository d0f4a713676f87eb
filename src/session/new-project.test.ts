import { describe, expect, it } from 'vitest';
import { FIND_CANDIDATES_VERSION } from '../core/candidates/find-candidates';
import type { CleaningStep } from '../core/cleaning/steps';
import { fingerprintOf } from '../core/model/fingerprint';
import type { MatchSettings, Project } from '../core/model/settings';
import type { Fingerprint } from '../core/model/types';
import { COMPOSE_RECORDS_VERSION } from '../core/text/records';
import { blankProject, candidatesKey } from './new-project';

describe('blankProject', () => {
  it('has an id of its own, no tables and both times now', () => {
    const started = new Date().toISOString();
    const [one, two] = [blankProject(), blankProject()];
    expect(one.id).toMatch(/^[0-9a-f]{24}$/);
    expect(one.id).not.toBe(two.id);
    expect(one).toMatchObject({ datasets: { left: null, right: null }, candidates: null, schemaVersion: 4 });
    expect(one.createdAt).toBe(one.changedAt);
    expect(one.createdAt >= started).toBe(true);
  });
});

describe('candidatesKey', () => {
  const project: Project = { ...blankProject(), datasets: { left: 'l' as Fingerprint, right: 'r' as Fingerprint } };
  const keyWith = (settings: Partial<MatchSettings>): Fingerprint =>
    candidatesKey({ ...project, settings: { ...project.settings, ...settings } });

  it('follows from tables and settings alone', () => {
    expect(candidatesKey({ ...project, id: 'x', name: 'x', changedAt: 'x', candidates: 'c' as Fingerprint })).toBe(
      candidatesKey(project),
    );
  });

  it('does not change with what links alone depend on', () => {
    expect(keyWith({ cardinality: 'many-to-many' })).toBe(candidatesKey(project));
    expect(keyWith({ threshold: 0.9 })).toBe(candidatesKey(project));
  });

  it('is without cleaning what it was before there was any', () => {
    const { cardinality, limits, threshold, device, cleaning, ...rest } = project.settings;
    const before = { ...rest, compose: COMPOSE_RECORDS_VERSION };
    expect(candidatesKey(project)).toBe(
      fingerprintOf('find-candidates', FIND_CANDIDATES_VERSION, before, ['l', 'r'] as Fingerprint[]),
    );
  });

  it('changes with the cleaning of columns that are compared', () => {
    const on = { left: ['a'], right: ['a'] };
    const step: CleaningStep = { kind: 'accents', columns: ['a'] };
    const key = keyWith({ on });
    expect(keyWith({ on, cleaning: { left: [step], right: [] } })).not.toBe(key);
    expect(keyWith({ on, cleaning: { left: [], right: [step] } })).not.toBe(
      keyWith({ on, cleaning: { left: [step], right: [] } }),
    );
    expect(keyWith({ on, cleaning: { left: [{ ...step, isOff: true }], right: [] } })).toBe(key);
    expect(keyWith({ on, cleaning: { left: [{ ...step, columns: ['b'] }], right: [] } })).toBe(key);
  });

  it('is without an adapter what it was before there were any, and changes with one where vectors count', () => {
    expect(keyWith({ adapter: null })).toBe(candidatesKey(project));
    expect(keyWith({ adapter: 'a' })).not.toBe(candidatesKey(project));
    expect(keyWith({ adapter: 'a' })).not.toBe(keyWith({ adapter: 'b' }));
    expect(keyWith({ adapter: 'a', score: 'lexical' })).toBe(keyWith({ score: 'lexical' }));
  });

  it('is another one where the shipped weights of the re-ranker change candidates, and only there', () => {
    const unranked = (settings: Partial<MatchSettings>): Fingerprint => {
      const { cardinality, limits, threshold, device, cleaning, ...rest } = { ...project.settings, ...settings };
      const before = { ...rest, compose: COMPOSE_RECORDS_VERSION };
      return fingerprintOf('find-candidates', FIND_CANDIDATES_VERSION, before, ['l', 'r'] as Fingerprint[]);
    };
    const english = { model: 'minilm-l6-en' };
    expect(keyWith(english)).not.toBe(unranked(english));
    expect(keyWith({ rerank: 'shipped' })).not.toBe(unranked({ rerank: 'shipped' }));
    for (const same of [
      {},
      { model: 'rowlink-instant' },
      { ...english, score: 'dense' },
      { ...english, rerank: 'off' },
      { ...english, task: 'deduplicate' },
    ] as const) {
      expect(keyWith(same)).toBe(unranked(same));
    }
  });

  it('changes with everything else', () => {
    const keys = [
      candidatesKey(project),
      candidatesKey({ ...project, datasets: { left: project.datasets.right, right: project.datasets.left } }),
      candidatesKey({ ...project, datasets: { ...project.datasets, right: 's' as Fingerprint } }),
      keyWith({ on: { left: ['a'], right: ['a'] } }),
      keyWith({ on: { left: ['a'], right: ['b'] } }),
      keyWith({ candidatesPerRow: 11 }),
      keyWith({ score: 'lexical' }),
      keyWith({ model: 'other' }),
      keyWith({ blocking: [{ left: 'a', right: 'a', key: 'exact' }] }),
      keyWith({ weights: { a: 2 } }),
      keyWith({ weights: { b: 2 } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
