import { describe, expect, it } from 'vitest';
import { bestBaseline, readBaselines } from './baselines.mjs';
import { failedTask } from './measure.mjs';
import { commandWithoutPaths, readOptions } from './options.mjs';
import { consoleLine, markdownOfAblation, markdownOfTasks } from './report.mjs';

const measured = (task, recall1, languages = ['en']) => ({
  ...failedTask(task, 'link'),
  error: undefined,
  recall1,
  bestF1: recall1,
  languages,
});

describe('reports', () => {
  it('put the best other method beside each task, and means by language', () => {
    const text = markdownOfTasks(
      [measured('abt_buy', 0.9), measured('cities_bg_en', 0.5, ['bg', 'en']), failedTask('x', null, 'lost')],
      readBaselines(),
    );
    expect(text).toMatch(/\| abt_buy \| link \| 0.900 .*\| 0.893 \| 0.957 \(TF-IDF\) \|/u);
    expect(text).toMatch(/\| x \| – \| lost \|/u);
    expect(text).toContain('mainly one language (1 tasks): 0.900. Mean recall@1, cross-lingual (1 tasks): 0.500.');
    const widths = text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').length);
    expect(new Set(widths).size).toBe(1);
  });

  it('set variants side by side, and leave a mean out where one failed', () => {
    const variants = [
      { name: 'a', results: [measured('s', 0.5), measured('t', 1)] },
      { name: 'b', results: [measured('s', 0.75), failedTask('t', 'link', 'lost')] },
    ];
    const text = markdownOfAblation(variants, { s: { recall1: { 'by hand': 0.8 } } });
    expect(text).toContain('| s | 0.500 | 0.750 |');
    expect(text).toContain('| t | 1.000 | – |');
    expect(text).toContain('| **mean, other tasks in one language** | **0.750** | – |');
    expect(text).toContain('half a point: s 0.750 (by hand 0.800), t – (a 1.000).');
    expect(markdownOfAblation([variants[0], variants[0]], {})).toContain('behind neither');
  });

  it('show missing figures as dashes', () => {
    expect(consoleLine({ ...measured('t', 0.5), mrr: null })).toMatch(/^t .*0\.500.*–/u);
  });

  it('know the best baseline', () => {
    expect(bestBaseline(readBaselines(), 'dblp_acm', 'recall1')).toEqual({ method: 'token set', value: 0.991 });
    expect(bestBaseline(readBaselines(), 'unheard_of', 'f1')).toBeNull();
  });
});

describe('the command line', () => {
  it('leaves to the product what is not given', () => {
    expect(readOptions(['--data', 'd']).pageOptions).toEqual({});
    expect(readOptions(['--data', 'd', '--score', 'dense', '--without', 'guard', '--without', 'columns'])).toMatchObject({
      error: null,
      pageOptions: { score: 'dense', without: ['guard', 'columns'] },
    });
  });

  it.each([[[]], [['--data', 'd', '--score', 'magic']], [['--data', 'd', '--nonsense']]])(
    'refuses %j with a sentence',
    (args) => {
      expect(readOptions(args).error).toMatch(/\w/u);
    },
  );

  it('is shown without places of this computer', () => {
    expect(commandWithoutPaths(['--data', '/a/b', '--json=/c', '--ablation', '--task', 'a', '--task', 'b', '--no-build'])).toBe(
      'npm run benchmark -- --data DIR --ablation --task a --task b',
    );
  });
});
