import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { csvFile, LEFT, RIGHT, type TestFile } from '../fixtures/tables';

/** What a person does on the page, in their words. */
export class Rowlink {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
  }

  /** Drops files on the window, as from a file manager. */
  async drop(files: readonly TestFile[]): Promise<void> {
    const contents = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
    await this.page.evaluate((list) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    }, contents);
  }

  side(side: 'Left' | 'Right') {
    return this.page.getByRole('region', { name: `${side} table` });
  }

  async dropPair(): Promise<void> {
    await this.drop([await csvFile('left.csv', LEFT), await csvFile('right.csv', RIGHT)]);
    await expect(this.page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  }

  async loadSamples(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try with sample files' }).click();
    await expect(this.page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  }

  /** From the first screen to the clusters of the sample table. */
  async findDuplicates(): Promise<void> {
    await this.page.getByRole('radio', { name: 'Find duplicates in one table' }).check();
    await this.page.getByRole('button', { name: 'Try with a sample file' }).click();
    await expect(this.page.getByRole('heading', { name: 'The table is here.' })).toBeVisible();
    await this.toSetUp();
    await this.page.getByRole('button', { name: 'Find duplicates' }).click();
    await this.page.waitForURL(/#\/clusters/);
    await expect(this.clusters).toBeVisible();
  }

  get clusters() {
    return this.page.getByRole('grid', { name: 'Clusters' });
  }

  /** A line of the clusters by the 1-based first row of its cluster. */
  cluster(row: number) {
    return this.clusters.locator(`#cluster-${row - 1}`);
  }

  async toSetUp(): Promise<void> {
    await this.page.getByRole('button', { name: 'Continue to set up' }).click();
    await expect(this.page.getByRole('heading', { name: 'What should be compared?' })).toBeVisible();
  }

  /** On the set-up screen, by the model's name. */
  async chooseModel(name: string): Promise<void> {
    await this.page.getByText('score, model, threshold, device').click();
    await this.page.getByRole('button', { name: 'Compare and change' }).click();
    await this.page.getByRole('radio', { name, exact: true }).check();
    await this.page.getByRole('button', { name: 'Use this model' }).click();
  }

  async startMatch(): Promise<void> {
    await this.page.getByRole('button', { name: 'Match', exact: true }).click();
  }

  /** From the tables to the review of final candidates. */
  async match(): Promise<void> {
    await this.toSetUp();
    await this.startMatch();
    await this.page.waitForURL(/#\/review/);
    await expect(this.queue).toBeVisible();
    await this.matchEnded();
  }

  /** First candidates are on screen early; waits for the final ones, or for the reason why there are none. */
  async matchEnded(): Promise<void> {
    await expect(this.page.getByRole('region', { name: 'Matching', exact: true })).toHaveCount(0, { timeout: 150_000 });
    await expect(this.page.getByText('Better candidates have just taken the place')).toHaveCount(0);
  }

  get queue() {
    return this.page.getByRole('grid', { name: 'Records' });
  }

  /** A line of the queue by its 1-based left row. */
  line(row: number) {
    return this.queue.locator(`#record-${row - 1}`);
  }

  async expectStatus(row: number, status: 'Pending' | 'Accepted' | 'None' | 'Not there' | 'Unsure'): Promise<void> {
    await expect(this.line(row)).toContainText(status);
  }

  async expectCurrent(row: number): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `Left row ${row}`, exact: true })).toBeVisible();
  }

  async expectProgress(text: string): Promise<void> {
    await expect(this.page.getByText(text)).toBeVisible();
  }

  async goTo(step: 'Files' | 'Set up' | 'Review' | 'Clusters' | 'Export'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: step }).click();
  }

  /** Chooses what to save on the Export screen and answers with the file. */
  async save(kind: string, change: () => Promise<void> = async () => {}): Promise<{ name: string; bytes: Buffer }> {
    await this.page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
    await change();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Save file' }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** Saves all of the project on the Export screen, under a passphrase if one is given. */
  async saveProject(passphrase = ''): Promise<TestFile> {
    await this.page.getByLabel('Passphrase (optional)').fill(passphrase);
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Save project file' }).click();
    const file = await download;
    const saved = { name: file.suggestedFilename(), mimeType: '', buffer: await readFile(await file.path()) };
    await expect(this.page.getByText(`${saved.name} was saved`)).toBeVisible();
    return saved;
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }
}
