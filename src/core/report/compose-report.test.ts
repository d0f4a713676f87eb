import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headOfChain } from '../audit/chain';
import { type LogEntry, openDecisionBook } from '../decisions/log';
import { planMerge } from '../decisions/merge';
import { sha256Hex } from '../model/fingerprint';
import { candidateBytes } from '../project-file/candidate-bytes';
import { sealAdapter } from '../tuning/adapter-file';
import { adapterParts } from '../tuning/adapter-fixture';
import { adapterNote } from '../tuning/adapter-note';
import { composeReport } from './compose-report';
import { measureLinkage } from './link-figures';
import { clusterReport, decisionsOf, linkReport } from './report-fixture';
import type { LinkedFacts } from './report-input';

/** Tags of a page in order, with what their attributes say. */
const tagsOf = (page: string): string[] => page.slice(page.indexOf('</style>')).match(/<[^>]*>/g)!;
/** Text that a reader sees, white space made single. */
const textOf = (page: string): string =>
  page
    .slice(page.indexOf('<body>'))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
const facts = (input = linkReport()): LinkedFacts => input.found as LinkedFacts;

/** Rows as people decide them: `count` of the sample, right where the score is high. */
function answered(count: number): readonly LogEntry[] {
  const left = Array.from({ length: 59 }, (_, row) => row).slice(0, count);
  return decisionsOf(
    left.filter((row) => row >= 25),
    left.filter((row) => row < 25),
    'Ann',
  );
}

describe('methods report', () => {
  it('has its five sections, valid headings, and neither script nor anything from elsewhere', () => {
    for (const input of [linkReport(), clusterReport(), linkReport(undefined, { input: { examples: null } })]) {
      const page = composeReport(input);
      expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
      const headings = [...page.matchAll(/<h2 id="\w+">([^<]*)</g)].map(([, title]) => title);
      const wanted = ['What was done', 'What came out', 'How sure is it', 'What this cannot tell', 'To repeat this'];
      expect(headings).toEqual(input.examples ? [...wanted, 'Examples'] : wanted);
      expect(page.match(/<h1/g)).toHaveLength(1);
      expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|@import|url\(|\son\w+=/i);
      expect(
        page.replace('xmlns="http://www.w3.org/2000/svg"', '').replaceAll('xmlns="http://www.w3.org/2000/svg"', ''),
      ).not.toMatch(/https?:/);
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const open: string[] = [];
      for (const tag of tagsOf(page).slice(1)) {
        const name = tag.match(/^<\/?([\w-]+)/)![1]!;
        if (tag.startsWith('</')) {
          const last = open.pop();
          if (last !== undefined) expect(last).toBe(name);
          else expect(['head', 'html']).toContain(name);
        } else if (!tag.endsWith('/>')) open.push(name);
      }
    }
  });

  it('lets no text of a user become markup', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '</style><script>alert(1)</script>',
        '" onload="x',
        "'><img src=x onerror=x>",
        '&lt;b&gt;',
        '<!--',
        ']]>',
        '\u0000',
        '\ud800',
        '{{x}}',
      ),
    );
    const plain = { links: tagsOf(composeReport(linkReport())), clusters: tagsOf(composeReport(clusterReport())) };
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (texts) => {
        // Distinct, as names of columns and people are.
        const say = (what: string): string => `${what}${texts[what.length % texts.length]}`;
        for (const [of, make] of [
          ['links', linkReport],
          ['clusters', clusterReport],
        ] as const) {
          const page = composeReport(make(say));
          expect(tagsOf(page)).toEqual(plain[of]);
          expect(page.isWellFormed()).toBe(true);
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('shows text as it is', () => {
    const text = textOf(composeReport(linkReport((what) => `${what} <b>"Ü" & 'x'</b>`)));
    expect(text).toContain(`companies <b>"Ü" & 'x'</b>`);
    expect(text).toContain(`Ann <b>"Ü" & 'x'</b>`);
  });

  it('tells cells only where they were asked for', () => {
    expect(composeReport(linkReport())).toContain('a cell');
    expect(composeReport(linkReport(undefined, { input: { examples: null } }))).not.toContain('a cell');
  });

  it('counts words that mean the same, and names them only where records are named', () => {
    const settings = {
      aliases: [
        { words: ['Mpls', 'Minneapolis'], isOneWay: true as const },
        { words: ['St', 'Street'] },
        { words: ['St', 'Saint'], column: 'x' },
        { words: ['St', 'Stone'] },
      ],
    };
    const named = textOf(composeReport(linkReport(undefined, { settings })));
    expect(named).toContain('Mpls → Minneapolis');
    const counted = textOf(composeReport(linkReport(undefined, { settings, input: { examples: null } })));
    expect(counted).toContain('4 groups of 8 words taught or imported by a person');
    expect(counted).toContain('1 word read in several ways, which had no effect');
    expect(counted).not.toContain('Mpls');
  });

  it('tells when, how long and on what the candidates were found, or that it is not known', () => {
    for (const report of [linkReport(), clusterReport()]) {
      const text = textOf(composeReport(report));
      expect(text).toContain('Duration 12 s');
      expect(text).toContain('1,000 made in this run, 200 kept from earlier ones, of 1,200 distinct texts');
      expect(text).toContain('own WebAssembly kernel, 2 workers of one thread each');
      expect(text).toContain('WebGPU was not used it was no faster in a test');
      expect(text).toContain('Firefox 145');
    }
    const run = { at: '2026-01-01T00:00:00Z', seconds: 0.4, encoding: null, browser: '<b>', platform: 'x', cores: 1 };
    const letters = composeReport(linkReport(undefined, { input: { run } }));
    expect(textOf(letters)).toContain('letters alone were compared');
    expect(letters).not.toContain('<b>');
    expect(textOf(composeReport(linkReport(undefined, { input: { run: null } })))).toContain('which wrote down nothing');
  });

  it('tells of a model that somebody added where it came from', () => {
    const input = linkReport();
    const id = 'mine@0123456789ab';
    const ownModel = { id, title: 'My <model>', sha256: 'ab', from: { kind: 'zip', name: 'mine.zip' } } as const;
    const own = { ...input, settings: { ...input.settings, model: id }, ownModel };
    expect(textOf(composeReport(own))).toContain('“My <model>”, added by a person: zip “mine.zip”');
    expect(textOf(composeReport({ ...own, ownModel: null }))).toContain(`${id} (added by a person)`);
  });

  it('tells which adapter was in force, on what it was trained, and its figures', () => {
    const input = linkReport();
    const adapter = sealAdapter({ ...adapterParts(8), name: 'Firms <b>' });
    const own = { ...input, settings: { ...input.settings, adapter: adapter.id }, adapter: adapterNote(adapter) };
    const text = textOf(composeReport(own));
    expect(text).toContain(`Firms <b> , ${adapter.id} (the beginning of the SHA-256 of its file)`);
    expect(text).toContain('50 pairs that match and 20 pairs that do not; supervised and online contrastive losses');
    expect(text).toContain('on 10 records of 10 entities that were set aside');
    expect(text).toContain('the right partner first for 50.0% (25.0% to 75.0%) before');
    expect(composeReport(own)).not.toContain('<b>');
    expect(textOf(composeReport({ ...own, adapter: null }))).toContain(`${adapter.id} (not in this browser`);
    expect(textOf(composeReport(input))).not.toContain('Adapter');
  });

  it('tells how scores were fitted to answers, and what that changed', () => {
    const report = { kind: 'scale', records: 34, accepted: 20, errorBefore: 0.08, errorAfter: 0.031 } as const;
    const learned = { report, change: { best: 12, linksBefore: 40, linksAfter: 45 }, wasRanked: false };
    const text = textOf(composeReport(linkReport(undefined, { found: { isLearned: true, learned } })));
    expect(text).toContain('Scores were then fitted to decisions about 34 records');
    expect(text).toContain('it changed 12 best candidates, and links from 40 to 45');
    expect(text).toContain('0.031 off on average');
    expect(text).not.toContain('ranked anew by what people had accepted');
    expect(text).not.toContain('was not fitted to these tables');
    expect(textOf(composeReport(linkReport()))).toContain('was not fitted to these tables');
  });

  it('counts every left record once, as the links say', () => {
    const figures = measureLinkage(facts(), 'one-to-one');
    // 29 are suggested (scores from 31/61 on), two of them were accepted.
    expect(figures.links).toEqual({ person: 2, rule: 27 });
    expect(figures.fates).toEqual({ person: 2, rule: 27, none: 1, absent: 0, unsure: 0, open: 30 });
    expect(figures.withoutCandidates).toBe(1);
    const inBins = figures.bins.flatMap((bin) => Object.values(bin)).reduce((sum, value) => sum + value, 0);
    expect(inBins).toBe(59);
    const text = textOf(composeReport(linkReport()));
    expect(text).toContain('There are 29 links : 2 that a person accepted, and 27 that the program suggests');
    expect(text).toContain('Neither linked nor decided 30 50.0%');
  });

  it('says that it cannot estimate from few answers, and estimates from enough', () => {
    const few = textOf(composeReport(linkReport(undefined, { found: { entries: answered(10) } })));
    expect(few).toMatch(
      /cannot be estimated yet: \d+ of the 50 records of the random sample are decided, and at least 15 are needed/,
    );
    expect(few).not.toContain('is estimated at');
    const all = linkReport(undefined, { found: { entries: answered(59) } });
    const { sample } = measureLinkage(facts(all), 'one-to-one');
    expect(sample.answered).toBe(50);
    const text = textOf(composeReport(all));
    const found = /precision is estimated at ([\d.]+)% \(95 % interval ([\d.]+)% to ([\d.]+)%\)/.exec(text)!;
    const [value, low, high] = found.slice(1).map(Number);
    expect(low!).toBeLessThanOrEqual(value!);
    expect(value!).toBeLessThanOrEqual(high!);
    expect(text).toContain('answers of people to 50 of 50 left records');
  });

  it('tells the agreement of reviewers whose logs were merged', () => {
    const book = openDecisionBook(decisionsOf([58, 57, 56], [0, 1], 'Ann'));
    const theirs = decisionsOf([58, 57], [56, 0, 1], 'Ben', 30);
    const { entry, agreement } = planMerge(book, {
      theirs,
      reviewer: 'Ben',
      cardinality: 'one-to-one',
      at: '2026-03-05T00:00:00.000Z',
    });
    const text = textOf(composeReport(linkReport(undefined, { found: { entries: [...book.entries, entry!] } })));
    expect(text).toContain('With Ben : 4 of 5 records that both decided are decided alike (80.0%)');
    expect(text).toContain(`Cohen’s kappa is ${agreement.kappa!.toFixed(2)}`);
    expect(text).toContain('1 record on which reviewers differ is still to be settled');
  });

  it('names hashes that a project file has too', () => {
    const input = linkReport();
    const text = textOf(composeReport(input));
    const lines = facts(input)
      .entries.map((entry) => `${JSON.stringify(entry)}\n`)
      .join('');
    expect(text).toContain(`Decisions ${sha256Hex(new TextEncoder().encode(lines))}`);
    expect(text).toContain(`Candidates and scores ${sha256Hex(candidateBytes(facts(input).candidates))}`);
    expect(text).toContain(`Audit log, its last entry ${headOfChain(facts(input).entries)} after 3 entries`);
  });

  it('counts clusters by size and by who decided', () => {
    const text = textOf(composeReport(clusterReport()));
    expect(text).toContain('The 6 rows of the table form 4 clusters : 1 cluster of two rows or more hold 3 rows');
    expect(text).toContain('1 row 3');
    expect(text).toContain('Confirmed by a person 1');
    expect(text).toContain('Clusters confirmed 1');
    expect(text).not.toContain('Threshold of links');
  });
});
