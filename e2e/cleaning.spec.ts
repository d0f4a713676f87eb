import { expect, test } from '@playwright/test';

const LEFT = 'id,name\n1,"Zeiss, Dr. Carl"\n2,Hertz\n';
const RIGHT = 'id,given,family\n8,Heinrich,Hertz\n9,Carl,Zeiss\n';

test('scripts clean before they compare, and get their own cells back', async ({ page }) => {
  await page.goto('/');
  const found = await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const cleaning = {
        left: [
          { kind: 'titles', column: 'name' },
          { kind: 'split', column: 'name', separator: ',', into: ['last', 'first'] },
        ],
        right: [{ kind: 'case', column: 'family', to: 'upper' }],
      } as const;
      const options = {
        leftOn: ['last'],
        rightOn: ['family'],
        blocking: [{ left: 'last', right: 'family' }],
        score: 'lexical',
        k: 1,
      } as const;
      const { links, settings } = await rowlink.merge(left!, right!, { ...options, cleaning });
      const code = (thrown: { code: string }) => thrown.code;
      return {
        links: links.map((link) => [link.left, link.right]),
        settings,
        hanging: await rowlink
          .merge(`name\n${'a'.repeat(60)}!`, 'name\nb', {
            on: ['name'],
            score: 'lexical',
            cleaning: [{ kind: 'replace', column: 'name', find: '(a+)+$', by: '', isRegex: true }],
          })
          .catch(code),
        bad: await rowlink
          .merge(left!, right!, { on: ['id'], cleaning: [{ kind: 'replace', column: 'id', find: '(', isRegex: true }] })
          .catch(code),
        odd: await rowlink.merge(left!, right!, { on: ['id'], cleaning: [{ kind: 'x' }] as never }).catch(code),
        within: (
          await rowlink.dedupRows('name\nMüller GmbH\nMULLER\nMayer', {
            on: ['name'],
            score: 'lexical',
            cleaning: ['legal-forms', 'accents', 'case'].map((kind) => ({ kind, column: 'name' })) as never,
          })
        ).clusterOf,
      };
    },
    [LEFT, RIGHT],
  );
  expect(found.links).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(found.settings).toMatchObject({
    cleaning: { left: [{ kind: 'titles', columns: ['name'] }, { into: ['last', 'first'] }] },
  });
  expect(found).toMatchObject({ hanging: 'cleaning/too-slow', bad: 'cleaning/bad-pattern', odd: 'input/invalid-option' });
  expect(found.within).toEqual([0, 0, 1]);
});
