import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expectAccessible } from './fixtures/accessible';
import { type PageServer, startPageServer } from './fixtures/page-server';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const PORT = Number(process.env.ROWLINK_TEST_PORT ?? 4199) + 500;
const FOLDER = 'e2e/fixtures/models/tiny-e5';

test.use({ serviceWorkers: 'allow', baseURL: `http://localhost:${PORT}/` });

let server: PageServer;
test.beforeEach(async () => {
  server = await startPageServer(PORT, '/', 'dist');
});
test.afterEach(() => server.stop());

/** The files of the model, by path as they are in a zip of its folder. */
async function filesOfModel(): Promise<Record<string, Uint8Array>> {
  const found = await readdir(FOLDER, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (file) => [`tiny-e5/${path.relative(FOLDER, file)}`, new Uint8Array(await readFile(file))] as const),
    ),
  );
}
const zipFile = (name: string, files: Record<string, Uint8Array>) => ({
  name,
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(files)),
});

test('a model from a folder: explained where it is wrong, then used, kept, without a network, and removed', async ({
  page,
  context,
}) => {
  const app = new Rowlink(page);
  await page.goto(`${server.address}#/models`);
  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeVisible();
  const files = await filesOfModel();
  const weights = 'tiny-e5/onnx/model_quantized.onnx';
  const pointer = strToU8('version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 120172\n');
  await app.drop([zipFile('cloned.zip', { ...files, [weights]: pointer })]);
  await expect(page.getByText('“onnx/model_quantized.onnx” is only a pointer to the real file.')).toBeVisible();

  const session = await context.newCDPSession(page);
  const { origin } = new URL(server.address);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 60_000 });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose folder' }).click();
  await (await chooser).setFiles(FOLDER);
  await expect(page.getByText(/^“tiny-e5@[0-9a-f]{12}” was added/)).toBeVisible();
  await expect(page.getByText("This browser's storage is full.")).toBeVisible();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Keep it in this browser' }).click();
  await expect(page.getByText('It is kept in memory only')).toHaveCount(0);
  await page.getByText('How to make such a folder').click();
  await expectAccessible(page);
  await app.drop([zipFile('other name.zip', files)]);
  await expect(page.getByText(/^This very model is here already, as “tiny-e5@/)).toBeVisible();

  // The program had no room either.
  await page.reload();
  await app.goTo('Files');
  const offline = page.locator('details').filter({ hasText: 'Without a network' });
  await expect(offline).toContainText('the program is kept, no model yet');
  await offline.locator('summary').click();
  for (const name of [/^Language model: Small/, /^Language model: Instant/]) {
    await page.getByRole('checkbox', { name }).uncheck();
  }
  await page.getByRole('button', { name: /^Make available offline \(/ }).click();
  await expect(page.getByText('every file was read and is the one that was built')).toBeVisible();
  await app.dropPair();
  await page.goto(`${server.address}#/models`);
  await page
    .getByRole('button', { name: /^Use in this project: tiny-e5@/ })
    .first()
    .click();
  await expect(page.getByText('Chosen for this project').first()).toBeVisible();
  await app.goTo('Files');
  await app.match();

  await server.stop();
  await context.setOffline(true);
  await page.goto(`${server.address}#/models`);
  await page.reload();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading'), hasText: 'Folder “tiny-e5”' });
  await expect(card).toBeVisible();
  const model = await page.evaluate(async () => {
    await window.rowlink.ready;
    const table = { columns: ['name'], rows: [['Müller GmbH'], ['Société Générale']] };
    const options = { model: 'tiny-e5', cache: false, device: 'wasm' } as const;
    return (await window.rowlink.merge(table, table, options)).model;
  });
  expect(model.id).toMatch(/^tiny-e5@[0-9a-f]{12}$/);
  await expect(card).toContainText(model.sha256);

  await card.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByRole('alert')).toContainText('These projects use it: “left – right”');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove model' }).click();
  await expect(card).toHaveCount(0);
  const missing = page.getByRole('region', { name: 'The model of this project is not here' });
  await expect(missing).toContainText('Folder “tiny-e5”');
  await expect(missing).toContainText(model.sha256);
  await expectAccessible(page);
});
