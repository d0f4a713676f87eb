import { connectedPlaces, policyIn } from '../scripts/content-security-policy.mjs';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

test('the connected edition names the places of connected.json in its policy, and asks none of them unasked', async ({
  page,
}) => {
  const { hub, endpoints } = connectedPlaces();
  const allowed = `connect-src 'self' ${[...hub, ...endpoints].join(' ')};`;
  const answer = await page.request.get('/');
  expect(answer.headers()['content-security-policy']).toContain(allowed);
  expect(policyIn(await answer.text())).toContain(allowed);
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
});

test('every page says what was sent, and a place that the policy does not name stays blocked', async ({ page, watch }) => {
  watch.expectErrors(/rowlink-probe\.invalid/);
  watch.expectForbidden('rowlink-probe.invalid');
  await new Rowlink(page).open();
  await expect(page).toHaveTitle('Rowlink connected');
  const badge = page.getByRole('button', { name: 'Connected edition: nothing was sent so far' });
  await badge.click();
  const said = page.getByRole('dialog', { name: 'Connected edition: nothing was sent so far' });
  await expect(said).toContainText('Since the page was loaded it has asked none.');
  await expectAccessible(page);
  await said.getByRole('link', { name: 'What can leave this computer' }).click();
  await expect(badge).toBeVisible();

  const places = page.getByRole('region', { name: 'Places that the policy names' });
  await expect(places.getByRole('term')).toHaveText([...connectedPlaces().hub, ...connectedPlaces().endpoints]);
  const sent = page.getByRole('region', { name: 'What was asked of other places' });
  await expect(sent.getByRole('status')).toHaveText('Nothing was sent to another place since the page was loaded.');
  const attempt = page.getByRole('region', { name: 'Try to reach another place' });
  await attempt.getByRole('button', { name: 'Try to get out' }).click();
  await expect(attempt.getByRole('status')).toHaveText('All 6 ways out were blocked.');
  await expectAccessible(page);
});

test('its scripts, too, run only as they were built', async ({ page, watch }) => {
  watch.expectErrors(/integrity|digest/);
  const another = 'globalThis.isTampered = true;';
  await page.route('**/assets/parse.worker-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: another }));
  await new Rowlink(page).open();
  await page.getByRole('button', { name: 'Try with sample files' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'A part of the program was not run.' }).first()).toBeVisible();
  // Each table has a worker of its own; the second may still be on its way.
  await page.unrouteAll({ behavior: 'wait' });
});
