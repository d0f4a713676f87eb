import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { areEnglishPhrases } from './english-phrases';

describe('areEnglishPhrases', () => {
  it('knows lists of categories and descriptions', () => {
    expect(
      areEnglishPhrases([
        'Live animals; animal products',
        'Articles of stone, plaster and cement',
        'Works of art and antiques',
        'Raw hides and skins, leather',
      ]),
    ).toBe(true);
    expect(areEnglishPhrases(['Other manufacturing', 'Growing of cereals', 'Repair of machinery', ''])).toBe(true);
  });

  it.each([
    ['names of companies', ['Acme Trading Ltd', 'Müller & Söhne GmbH', 'Northwind Foods', 'Bank of China']],
    ['people', ['Anna Smith', 'John Fitzgerald Jones', 'Maria de la Cruz']],
    ['addresses', ['12 Main Street', '4 The Green 10117', '221B Baker Street']],
    ['German', ['Waren aus Stein und Zement', 'Lebende Tiere und Waren', 'Gegenstände der Kunst']],
    ['French', ['Ouvrages en pierres et en plâtre', 'Animaux vivants de toute sorte', "Objets d'art et de collection"]],
    ['Greek', ['Ζώα και προϊόντα', 'Έργα τέχνης of']],
    ['too few', ['Works of art']],
    ['nothing', ['', ' ', '']],
  ])('does not take %s for them', (_, cells) => {
    expect(areEnglishPhrases(cells)).toBe(false);
  });
});

const folder = process.env.ROWLINK_DATA ?? '';

describe.skipIf(!existsSync(join(folder, 'hs_heading_to_section')))('on the tables of ROWLINK_DATA (skipped: not set)', () => {
  const sample = (file: string, columns: readonly string[]): string[] => {
    const { data } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, preview: 100 });
    return data.flatMap((row) => columns.map((name) => row[name] ?? ''));
  };

  it('says it of category lists, and of none that is not all English', () => {
    const found = readdirSync(folder).filter((task) => {
      const about = join(folder, task, 'task.json');
      if (!existsSync(about) || !existsSync(join(folder, task, 'left.csv'))) return false;
      const { match_columns: on } = JSON.parse(readFileSync(about, 'utf8'));
      return ['left', 'right'].every((side) => areEnglishPhrases(sample(join(folder, task, `${side}.csv`), on[side] ?? on)));
    });
    expect(found).toContain('hs_heading_to_section');
    expect(found.filter((task) => /_(?:bg|ko|fr|zh|de|es|ru)_/u.test(task))).toEqual([]);
  });
});
