import { connectedPlaces, policyIn } from '../scripts/content-security-policy.mjs';
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
