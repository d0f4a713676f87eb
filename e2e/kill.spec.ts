import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { companyLists, createRandom } from './fixtures/generated';
import { createKillableBrowser, within } from './fixtures/killable-browser';
import type { TestFile } from './fixtures/tables';
import { Rowlink } from './pages/rowlink';

const ROWS = 250;
const SEED = 20;
const PHASES = ['import', 'embedding', 'search', 'review'] as const;
const KILLS_A_PHASE = 5;
/** Kills of the whole browser, one after as many kills of the page. */
const BROWSER_EVERY = 6;
/** For one step of a visit; many times what it takes. */
const MOST_MS = 60_000;

/** Decisions that the queue had while the page said "Saved", as far as a dying page could report them, by project: row → status. */
type Shown = Map<string, Map<number, string>>;

/** Reports what the queue shows, as often as it changes while the page says that all is saved. */
async function watchQueue(page: Page, shown: Shown): Promise<void> {
  await page.exposeFunction('reportShown', (project: string, rows: readonly (readonly [number, string])[]) => {
    const known = shown.get(project) ?? new Map<number, string>();
    shown.set(project, known);
    for (const [row, status] of rows) known.set(row, status);
  });
  await page.addInitScript(() => {
    const report = (): void => {
      const rows = [...document.querySelectorAll('[role="grid"] [role="row"][id^="record-"]')].flatMap((line) => {
        const status = /(Accepted|None|Unsure)$/u.exec(line.textContent ?? '')?.[1];
        return status ? [[Number(line.id.slice('record-'.length)), status] as const] : [];
      });
      const isSaved = [...document.querySelectorAll('header button')].some((button) => button.textContent === 'Saved');
      const { reportShown } = window as unknown as { reportShown(project: string, list: typeof rows): void };
      if (rows.length > 0 && isSaved) reportShown(localStorage.getItem('rowlink.project') ?? '', rows);
    };
    new MutationObserver(report).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What the journals in the browser say, by project: row → status. */
const journals = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rowlink');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const entries = await new Promise<{ projectId: string; seq: number; changes: Record<string, unknown>[] }[]>(
      (resolve, reject) => {
        const request = database.transaction('decisions').objectStore('decisions').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      },
    );
    database.close();
    return entries.map(({ projectId, seq, changes }) => ({ projectId, seq, changes }));
  });

/** Every decision that was shown is in the journal, and no journal has a gap. */
async function expectDecisions(page: Page, shown: Shown): Promise<number> {
  const entries = await within(MOST_MS, 'reading the journals', journals(page));
  let checked = 0;
  for (const [project, rows] of shown) {
    const own = entries.filter(({ projectId }) => projectId === project).sort((a, b) => a.seq - b.seq);
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, at) => at + 1));
    const status = new Map<unknown, string>();
    for (const { changes } of own) {
      for (const { left, right, verdict } of changes) {
        if (verdict === 'match') status.set(left, 'Accepted');
        else if (right === null) status.set(left, verdict === 'possible' ? 'Unsure' : 'None');
      }
    }
    for (const [row, text] of rows) {
      expect(status.get(row), `row ${row + 1} of project ${project}`).toBe(text);
      checked++;
    }
  }
  return checked;
}

/** Every table of the open project, by its project file, is one of the files that were given for its side, cell by cell. */
async function expectTables(app: Rowlink, given: readonly (readonly [TestFile, TestFile])[]): Promise<number> {
  await app.goTo('Export');
  const { buffer } = await app.saveProject();
  const parts = unzipSync(new Uint8Array(buffer));
  let tables = 0;
  for (const [side, place] of [
    ['left', 0],
    ['right', 1],
  ] as const) {
    const part = parts[`tables/${side}.jsonl`];
    if (!part) continue;
    tables++;
    const lines = new TextDecoder().decode(part).trimEnd().split('\n');
    const text = lines.map((line) => (JSON.parse(line) as string[]).join(',')).join('\n');
    const texts = given.map((pair) => pair[place].buffer.toString('utf8').trimEnd().replaceAll('\r\n', '\n'));
    expect(texts.indexOf(text), `${side} table`).toBeGreaterThanOrEqual(0);
  }
  return tables;
}

test('twenty kills of the page and some of the browser lose no decision and break no table', async ({ baseURL }, info) => {
  test.setTimeout(400_000);
  const { executablePath, args } = info.project.use.launchOptions!;
  const profile = await mkdtemp(path.join(tmpdir(), 'rowlink-kill-'));
  const browser = createKillableBrowser(executablePath!, args!, profile);
  const random = createRandom(SEED);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const plan = Array.from({ length: KILLS_A_PHASE }, () => PHASES).flat();
  for (let at = plan.length - 1; at > 0; at--) {
    const other = upTo(at);
    [plan[at], plan[other]] = [plan[other]!, plan[at]!];
  }
  const shown: Shown = new Map();
  const given: (readonly [TestFile, TestFile])[] = [];
  const newFiles = async (): Promise<readonly [TestFile, TestFile]> => {
    const number = given.length + 1;
    const [left, right] = await companyLists(ROWS, 100 + number);
    const pair = [
      { ...left, name: `left-${number}.csv` },
      { ...right, name: `right-${number}.csv` },
    ] as const;
    given.push(pair);
    return pair;
  };
  let decisions = 0;
  let tables = 0;

  const visit = async (): Promise<Rowlink> => {
    const page = await browser.open();
    page.setDefaultTimeout(MOST_MS);
    await watchQueue(page, shown);
    const app = new Rowlink(page);
    await page.goto(`${baseURL}/`);
    await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
    decisions += await expectDecisions(page, shown);
    if (given.length > 0) tables += await expectTables(app, given);
    return app;
  };
  const takeFiles = async (app: Rowlink): Promise<void> => {
    await app.goTo('Files');
    await app.drop(await newFiles());
    await expect(app.page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
    await expect(app.side('Left').getByText(`left-${given.length}.csv`)).toBeVisible();
    await expect(app.side('Right').getByText(`right-${given.length}.csv`)).toBeVisible();
    await app.expectSaved();
  };
  /** To the review of the open project, whatever the last kill has left of it. */
  const toReview = async (app: Rowlink): Promise<void> => {
    await app.goTo('Review');
    const nothing = app.page.getByRole('link', { name: 'Go to set up' });
    await expect(app.queue.or(nothing).first()).toBeVisible();
    if (await app.queue.isVisible()) return;
    await app.goTo('Files');
    if (!(await app.page.getByRole('heading', { name: 'Both tables are here.' }).isVisible())) await takeFiles(app);
    await app.match();
  };
  try {
    for (const [at, phase] of plan.entries()) {
      const app = await visit();
      const { page } = app;
      if (phase === 'import') {
        await app.goTo('Files');
        await app.drop(await newFiles());
        await page.waitForTimeout(upTo(400));
      } else if (phase === 'embedding') {
        await takeFiles(app);
        await app.toSetUp();
        await app.startMatch();
        await page.waitForTimeout(upTo(2_500));
      } else {
        await toReview(app);
        if (phase === 'search') {
          await app.goTo('Set up');
          // Other settings: what was found with the same ones would only be brought back.
          await page.getByLabel('How many').fill(String(3 + at));
          await app.startMatch();
          await page.waitForTimeout(upTo(500));
        } else {
          await expect(app.queue).toBeVisible();
          for (let left = 1 + upTo(12); left > 0; left--) await page.keyboard.press('ax '[upTo(2)]!);
          await page.waitForTimeout(upTo(60));
        }
      }
      if (at % BROWSER_EVERY === BROWSER_EVERY - 1) await browser.kill();
      else await browser.crash(page);
    }
    const app = await visit();
    await toReview(app);
    console.log(`${decisions} decisions and ${tables} tables were looked at after ${plan.length} kills`);
    expect(decisions).toBeGreaterThan(50);
    expect(tables).toBeGreaterThan(plan.length);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
