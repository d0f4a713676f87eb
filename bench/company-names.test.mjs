import { describe, expect, it } from 'vitest';
import { companyNames, toCsv } from './company-names.mjs';

describe('companyNames', () => {
  const tables = companyNames(2_000);

  it('gives the same tables for the same seed, others for another', () => {
    expect(companyNames(2_000)).toEqual(tables);
    expect(companyNames(2_000, 8).left).not.toEqual(tables.left);
  });

  it('has a partner for nine rows of ten, each row once, and no two equal names on the left', () => {
    expect(tables.left).toHaveLength(2_000);
    expect(tables.right).toHaveLength(2_000);
    expect(tables.truth).toHaveLength(1_800);
    expect(new Set(tables.truth.map(([left]) => left)).size).toBe(1_800);
    expect(new Set(tables.truth.map(([, right]) => right)).size).toBe(1_800);
    expect(new Set(tables.left).size).toBe(2_000);
  });

  it('writes most counterparts another way, and some as they are', () => {
    const equal = tables.truth.filter(([left, right]) => tables.left[left] === tables.right[right]).length;
    expect(equal).toBeGreaterThan(100);
    expect(equal).toBeLessThan(900);
  });

  it('quotes cells', () => {
    expect(toCsv(['a "b"', 'c, d'], 'l')).toBe('id,name\nl0,"a ""b"""\nl1,"c, d"\n');
  });
});
