import { markdownTable } from '../scripts/docs-section.mjs';
import { bestBaseline, readBaselines, readGroups } from './baselines.mjs';

const three = (value) => (value === null || value === undefined ? '–' : value.toFixed(3));
const COLUMNS = ['R@1', 'R@5', 'R@10', 'MRR', 'best F1', 'at', 'F1 at default'];

/** Heading of the table on the console. */
export const consoleHeading = () =>
  `${'task'.padEnd(24)} ${'kind'.padEnd(10)}${[...COLUMNS, 'seconds', 'rows/s'].map((name) => name.padStart(8)).join('')}`;

/** One measured task as a line of that table. */
export function consoleLine(result) {
  const figures = figuresOf(result).map((value, at) => value.padStart(Math.max(8, (COLUMNS[at] ?? '').length)));
  const classes = result.accuracy === undefined ? '' : `  accuracy ${three(result.accuracy)}, macro-F1 ${three(result.macroF1)}`;
  const more = result.learned ? `  learned F1 ${three(result.learned.f1)} (${result.learned.kind})` : classes;
  return `${result.task.padEnd(24)} ${result.kind.padEnd(10)}${figures.join('')}${more}`;
}

const figuresOf = (result) => [
  ...[result.recall1, result.recall5, result.recall10, result.mrr, result.bestF1, result.bestThreshold, result.f1AtDefault].map(
    three,
  ),
  result.seconds === null ? '–' : result.seconds.toFixed(1),
  result.rowsPerSecond === null ? '–' : Math.round(result.rowsPerSecond).toLocaleString('en-US'),
];

/** Measured tasks beside the best other method, as Markdown. Classification: R@1 is the accuracy, F1 at default the macro-F1. */
export function markdownOfTasks(results, baselines) {
  const rows = results.map((result) => {
    if (result.error !== undefined) return [result.task, result.kind ?? '–', result.error, ...Array(10).fill('–')];
    const recall = bestBaseline(baselines, result.task, 'recall1');
    const f1 = bestBaseline(baselines, result.task, result.kind === 'classify' ? 'macroF1' : 'f1');
    return [
      result.task,
      result.kind,
      ...figuresOf(result),
      three(recall?.value),
      f1 === null ? '–' : `${three(f1.value)} (${f1.method})`,
    ];
  });
  const headers = ['task', 'kind', ...COLUMNS, 'seconds', 'rows/s', 'baseline R@1', 'best baseline F1'];
  return [markdownTable(headers, rows), meansOf(results), learnedOf(results, baselines)].filter(Boolean).join('\n\n');
}

/** Labelled pairs that have pairs to learn from: F1 on test before and after, as one sentence. */
function learnedOf(results, baselines) {
  const tasks = results.filter(({ learned }) => learned);
  if (tasks.length === 0) return '';
  const told = tasks.map(({ task, bestF1, learned }) => {
    const { value, method } = bestBaseline(baselines, task, 'f1') ?? {};
    const beside = value === undefined ? '' : `, ${method} ${three(value)}`;
    return `${task} ${three(bestF1)} → ${three(learned.f1)} (${learned.kind}, ${learned.examples.toLocaleString('en-US')} examples${beside})`;
  });
  return `Best F1 on the test split without and with what the train split teaches (\`examples\`): ${told.join('; ')}.`;
}

/** Mean recall@1 by group. */
function meansOf(results) {
  return groupsOf(results)
    .map(
      ({ title, members }) =>
        `Mean recall@1, ${title} (${members.length} tasks): ${three(mean(members.map(({ recall1 }) => recall1)))}.`,
    )
    .join(' ');
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The groups that `baselines.json` names, of the tasks that were measured, and by number of languages the linkages that it does not
 * know. The public tasks in no group (toy tables, a classification into sections) are told a row each only.
 */
function groupsOf(results) {
  const measured = results.filter(({ error, recall1 }) => error === undefined && typeof recall1 === 'number');
  const known = readBaselines();
  const others = measured.filter(({ task, kind }) => !(task in known) && (kind === 'link' || kind === 'aggregate'));
  const isCross = ({ languages }) => new Set(languages).size > 1;
  return [
    ...Object.entries(readGroups()).map(([title, tasks]) => ({
      title,
      members: measured.filter(({ task }) => tasks.includes(task)),
    })),
    { title: 'other tasks in one language', members: others.filter((result) => !isCross(result)) },
    { title: 'other tasks in several languages', members: others.filter(isCross) },
  ].filter(({ members }) => members.length > 0);
}

/** Half a point: less is a tie. */
const TIE = 0.005;

/**
 * Recall@1 and best F1 of every variant of the score, a task a row, with the means of groups, and the tasks on which the last variant
 * is behind the first one or another method.
 *
 * @param {readonly { name: string, results: readonly object[] }[]} variants  the first is the dense score alone, the last all of it
 * @param {object} baselines
 */
export function markdownOfAblation(variants, baselines) {
  const tasks = variants[0].results;
  const at = (variant, task) => variant.results.find((result) => result.task === task);
  const lines = (figure) => [
    ...tasks.map(({ task }) => [task, ...variants.map((variant) => three(at(variant, task)?.[figure]))]),
    ...groupsOf(tasks).map(({ title, members }) => [
      `**mean, ${title}**`,
      ...variants.map((variant) => {
        const values = members.map(({ task }) => at(variant, task)?.[figure]);
        return values.every((value) => typeof value === 'number') ? `**${three(mean(values))}**` : '–';
      }),
    ]),
  ];
  const behind = (figure, known) =>
    tasks.flatMap(({ task }) => {
      const own = at(variants.at(-1), task)?.[figure];
      const rivals = [
        { method: variants[0].name, value: at(variants[0], task)?.[figure] },
        bestBaseline(baselines, task, known),
      ].filter((rival) => typeof rival?.value === 'number' && rival.value - own > TIE);
      return rivals.map(({ method, value }) => `${task} ${three(own)} (${method} ${three(value)})`);
    });
  const verdict = (figure, known) => {
    const rows = behind(figure, known);
    return rows.length === 0
      ? 'All of it is behind neither vectors alone nor any other method on any task by more than half a point.'
      : `Behind vectors alone or another method by more than half a point: ${rows.join(', ')}.`;
  };
  const headers = ['task', ...variants.map(({ name }) => name)];
  return [
    'Recall@1:',
    markdownTable(headers, lines('recall1')),
    verdict('recall1', 'recall1'),
    'Best F1 (pairs of `link` and `aggregate` after the cardinality, threshold chosen on the truth):',
    markdownTable(headers, lines('bestF1')),
    verdict('bestF1', 'f1'),
  ].join('\n\n');
}
