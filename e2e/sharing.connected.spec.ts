import { type ReceivingHub, startReceivingHub, WRITE_TOKEN } from '../src/adapters/hub-receiving-fixture';
import { adapterFor, embeddedModel } from '../src/core/sharing/embedded-fixture';
import { writeAdapter } from '../src/core/tuning/adapter-file';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';

const HUB = 'https://huggingface.co';
const NAME = 'someone/company-names';

let server: ReceivingHub;
test.beforeEach(async () => {
  server = await startReceivingHub(100_000_000);
});
test.afterEach(() => server.stop());

test('sent to a hub: shown whole before, private, with a token that stays in memory, and in the list of what left', async ({
  page,
  context,
  watch,
}) => {
  watch.expectReached(HUB);
  watch.expectReached(server.storage);
  await context.route(`${HUB}/**`, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const answer = await fetch(server.hub + url.pathname + url.search, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(request.method() === 'GET' ? {} : { body: Uint8Array.from(request.postDataBuffer() ?? []) }),
    });
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
  await page.goto('/#/tune');
  const buffer = Buffer.from(writeAdapter(adapterFor(await embeddedModel('minilm-l6-en'))));
  await page
    .locator('input[type=file][accept*=safetensors]')
    .setInputFiles({ name: 'a.adapter.safetensors', mimeType: '', buffer });
  const upload = page.getByRole('region', { name: 'Send to a model hub' });
  await upload.getByLabel('Repository').fill(NAME);
  await upload.getByLabel('Access token').fill(WRITE_TOKEN);
  await expect(upload.getByLabel('Who may see it')).toHaveValue('private');
  await upload.getByRole('button', { name: 'Show what would be sent' }).click();
  await expect(upload.getByRole('heading', { name: 'What would be sent' })).toBeFocused({ timeout: 30_000 });
  await expect(upload.getByRole('row')).toHaveCount(19);
  await expectAccessible(page);
  expect(server.asked).toEqual([]);

  await upload.getByLabel(`These files may be sent to ${NAME}.`).check();
  await upload.getByRole('button', { name: /^Send \d/ }).click();
  await expect(upload).toContainText(`Sent. It is at ${HUB}/${NAME} now.`, { timeout: 60_000 });
  const repository = server.repositories.get(NAME)!;
  expect(repository.isPrivate).toBe(true);
  expect([...repository.files.keys()]).toContain('onnx/model.onnx');
  expect(repository.files.get('onnx/model.onnx')!.length).toBeGreaterThan(15_000_000);
  await expect(page.getByRole('banner')).toContainText('Model files were sent to huggingface.co');
  const kept = await page.evaluate(
    () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.documentElement.outerHTML,
  );
  expect(kept).not.toContain(WRITE_TOKEN);
});
