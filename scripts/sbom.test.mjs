import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runtimePackages } from './licences.mjs';
import { composeBill } from './sbom.mjs';
import { ROOT } from './tools.mjs';

test('the bill of materials is CycloneDX, complete, and the same each time', { timeout: 120_000 }, async () => {
  const bill = composeBill();
  expect(composeBill()).toEqual(bill);
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(Number(bill.specVersion)).toBeGreaterThanOrEqual(1.5);
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bill.version).toBe(1);
  expect(bill.metadata.component).toMatchObject({ type: 'application', name: 'rowlink' });

  const refs = bill.components.map((component) => component['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  for (const component of bill.components) {
    expect(component).toMatchObject({
      type: expect.stringMatching(/^(library|machine-learning-model|file)$/),
      name: expect.any(String),
    });
    expect(component.licenses.length, component.name).toBeGreaterThan(0);
    expect(component.hashes[0].alg, component.name).toMatch(/^SHA-/);
    expect(component.hashes[0].content).toMatch(/^[0-9a-f]{64,128}$/);
  }
  const known = new Set([bill.metadata.component['bom-ref'], ...refs]);
  for (const { ref, dependsOn } of bill.dependencies) for (const other of [ref, ...dependsOn]) expect(known).toContain(other);

  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const packages = runtimePackages(new Map(Object.entries(lock.packages)));
  expect(bill.components.filter(({ type }) => type === 'library')).toHaveLength(packages.length);
  const { revision } = JSON.parse(await readFile(join(ROOT, 'public/models/rowlink-small/manifest.json'), 'utf8'));
  expect(refs).toContain(`model:rowlink-small@${revision}`);
  expect(refs.filter((ref) => ref.startsWith('kernel:')).length).toBeGreaterThan(5);
});
