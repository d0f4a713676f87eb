import type { SurvivorRule } from '../clusters/golden-record';
import { linkCertainty } from './certainty';
import { clusterAgreement } from './cluster-agreement';
import { type ClusterFigures, countClustering } from './cluster-figures';
import { hashFacts } from './hashes';
import { type LinkFigures, measureLinkage } from './link-figures';
import { html, type Markup, trusted } from './markup';
import { clusterOutcome, exampleSection, linkOutcome } from './outcome';
import { PAGE_STYLE } from './page-style';
import type { ClusteredFacts, LinkedFacts, ReportInput } from './report-input';
import { runFacts } from './run-facts';
import { CARDINALITY_WORDS, settingsFacts } from './settings-words';
import { tableFacts } from './table-facts';
import { count, factTable, named, number, score, timeOf } from './words';

/**
 * The methods report of a project: one HTML page that needs nothing else, for an appendix or an editor. It has no script, asks for nothing,
 * and has no cell of the tables but those of `examples`. The same input gives the same page. O(candidates + rows + log).
 */
export function composeReport(input: ReportInput): string {
  const { found, projectName, writtenAt, app, isStale, examples } = input;
  const parts = found.of === 'links' ? linkParts(input, found) : clusterParts(input, found);
  const title = `Methods report: ${projectName}`;
  const sections: readonly (readonly [id: string, title: string, content: Markup])[] = [
    ['done', 'What was done', parts.done],
    ['outcome', 'What came out', parts.outcome],
    ['certainty', 'How sure is it', parts.certainty],
    ['limits', 'What this cannot tell', parts.limits],
    ['repeat', 'To repeat this', repeat(input)],
    ...(examples && examples.length > 0 ? [['examples', 'Examples', exampleSection(examples)] as const] : []),
  ];
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Rowlink ${app}">
<title>${title}</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
<header>
<h1>Methods report: ${named(projectName)}</h1>
<p class="lead">Written by Rowlink ${app} on ${timeOf(writtenAt)}</p>
${isStale ? html`<p class="warning"><strong>Out of date:</strong> the tables or the settings were changed after these results were found. Find them again before you rely on this report.</p>` : null}
</header>
<nav aria-label="Contents"><ul>${sections.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${sections.map(
  ([id, name, content]) => html`<section aria-labelledby="${id}"><h2 id="${id}">${name}</h2>
${content}</section>
`,
)}</main>
<footer><p>Rowlink ${app} runs in the browser; the tables did not leave the computer. All figures are of the moment this report was written.</p></footer>
</body>
</html>
`;
  return `<!doctype html>\n${page.source}`;
}

interface Parts {
  readonly done: Markup;
  readonly outcome: Markup;
  readonly certainty: Markup;
  readonly limits: Markup;
}

function linkParts(input: ReportInput, found: LinkedFacts): Parts {
  const { settings, run } = input;
  const { tables, threshold, truth, isLearned, learned } = found;
  const figures = measureLinkage(found, settings.cardinality);
  const { left, right } = tables;
  return {
    done: html`<p>Records of ${named(left.source.fileName)} (left, ${count(left.rowCount, 'row')}) were linked with records of ${named(right.source.fileName)} (right, ${count(right.rowCount, 'row')}).</p>
<p>For each left record the program looked for the right records that are most like it, its candidates, and gave each a match score between 0 and 1. From the threshold of ${score(threshold)} on it suggested links, so that ${CARDINALITY_WORDS[settings.cardinality]}.${found.entries.length > 0 ? ' People then looked at records and decided; what a person decided stands above what the program suggests.' : ' Nobody has looked at records and decided.'}${isLearned && (!learned || learned.wasRanked) ? ' The candidates were then ranked anew by what people had accepted.' : ''}${learned ? learnedSentence(learned) : ''} In all, ${count(figures.pairs, 'pair')} of records were candidates.</p>
<h3 id="tables">Tables</h3>
${tableFacts('Left table', left)}
${tableFacts('Right table', right)}
<h3 id="settings">Settings</h3>
${factTable('Settings that these results were found with', settingsFacts(settings, threshold, input))}
${runFacts(run)}`,
    outcome: linkOutcome(figures, threshold),
    certainty: linkCertainty(figures, threshold, truth),
    limits: linkLimits(figures, settings.blocking.length > 0, learned),
  };
}

const learnedSentence = ({ report, change }: NonNullable<LinkedFacts['learned']>): string =>
  ` Scores were then fitted to decisions about ${count(report.records, 'record')} (${LEARNED_WORDS[report.kind]}); it changed ${count(change.best, 'best candidate')}, and links from ${change.linksBefore} to ${change.linksAfter}.`;

const LEARNED_WORDS = {
  program: 'they bore the scores of the program out',
  scale: 'the scores of the program, shifted and stretched',
  traits: 'logistic regression over scores, likenesses and rivals, drawn towards the scores of the program',
} as const;

function linkLimits({ links, sample, merges }: LinkFigures, isBlocked: boolean, learned: LinkedFacts['learned']): Markup {
  const items = [
    'Whether a right partner was never among the candidates: neither the program nor a person who looks through candidates can see it, so recall is of partners that were candidates.',
    isBlocked ? 'What blocking cut off: records whose keys differ were never compared, however alike they are.' : null,
    links.rule > 0
      ? `Whether the ${count(links.rule, 'link')} that nobody decided ${links.rule === 1 ? 'is' : 'are'} right one by one: for them there is the score, and the estimate above where there is one.`
      : null,
    learned
      ? `How likely a single link is to be right: scores were fitted to ${count(learned.report.records, 'answer')} about these tables, on which they are ${learned.report.errorAfter.toFixed(3)} off on average; elsewhere it can be more. An estimate from a sample that was answered before is a little rosy for such scores.`
      : 'How likely a single link is to be right: a score orders candidates and is meant as a probability, but it was not fitted to these tables.',
    merges.length === 0 ? 'Whether another person would have decided the same: only one set of decisions was used.' : null,
    sample.estimate === null
      ? 'Precision and recall for these tables, as too few records of the random sample were decided.'
      : null,
    'Whether the people who decided were right. They saw the scores and the program’s order, which can sway them.',
  ];
  return html`<ul>${items.map((item) => (item === null ? null : html`<li>${item}</li>`))}</ul>`;
}

const METHOD_WORDS: Readonly<Record<ClusteredFacts['settings']['rule']['method'], string>> = {
  average: 'average linkage: clusters are joined while the average score between their rows reaches the threshold',
  complete: 'complete linkage: clusters are joined while every known score between their rows reaches the threshold',
  components: 'connected components: rows are together where a chain of scores at the threshold or above joins them',
  density: 'density: rows with enough neighbours at the threshold or above, and those beside them',
};

const GOLDEN_WORDS: Readonly<Record<SurvivorRule, string>> = {
  'first-filled': 'that of the first row that has one',
  longest: 'the longest',
  'most-frequent': 'the most frequent',
  newest: 'that of the newest row',
};

function clusterParts(input: ReportInput, found: ClusteredFacts): Parts {
  const { settings, run } = input;
  const { table, threshold, pairs, settings: clustering } = found;
  const figures: ClusterFigures = countClustering(found);
  const { rule, golden } = clustering;
  return {
    done: html`<p>Rows of ${named(table.source.fileName)} (${count(table.rowCount, 'row')}) that are the same thing were looked for.</p>
<p>For each row the program looked for the rows that are most like it and gave each pair a match score between 0 and 1; ${count(pairs, 'pair')} of rows were given one. By these scores, rows were put into clusters.${found.entries.length > 0 ? ' People then looked at clusters and changed or confirmed them; what a person decided stands above the rule.' : ' Nobody has changed or confirmed any.'}</p>
<h3 id="tables">Table</h3>
${tableFacts('Table', table)}
<h3 id="settings">Settings</h3>
${factTable('Settings that these results were found with', [
  ...settingsFacts(settings, threshold, input),
  ['Rule of clusters', METHOD_WORDS[rule.method]],
  ...(rule.method === 'density' ? [['Neighbours needed', number(rule.minimumNeighbours)] as const] : []),
  [
    'Threshold of clusters',
    `${score(threshold)}${clustering.threshold === 'auto' ? ', found in the scores of this table' : ', chosen by a person'}`,
  ],
  [
    'Cell kept for a cluster',
    `${GOLDEN_WORDS[golden.rule]}${golden.columnRules.length > 0 ? `; ${count(golden.columnRules.length, 'column')} by another rule` : ''}${golden.picks.length > 0 ? `; ${count(golden.picks.length, 'cell')} picked by hand` : ''}`,
  ],
])}
${runFacts(run)}`,
    outcome: clusterOutcome(figures),
    certainty: html`${clusterAgreement(figures)}<p>Precision and recall of clusters are not estimated: the random sample that does so is for links of two tables. ${figures.statuses.confirmed === 0 ? 'No cluster was confirmed by a person.' : `${count(figures.statuses.confirmed, 'cluster was', 'clusters were')} confirmed by a person; that says nothing of the others.`}</p>
<p>Where true clusters are known for some rows, the screen “Check accuracy” of the program measures against them.</p>`,
    limits: html`<ul>
<li>Whether rows that belong together were never given a score: they are together only through other rows.</li>
${settings.blocking.length > 0 ? html`<li>What blocking cut off: rows whose keys differ were never compared.</li>` : null}
<li>Whether clusters that nobody looked at are right (${number(figures.statuses.pending)} of ${number(figures.clusters)}, rows alone included).</li>
<li>Whether another person would have decided the same.</li>
</ul>`,
  };
}

function repeat(input: ReportInput): Markup {
  const { app, versions, recipeFile, projectFile, found } = input;
  return html`<p>With Rowlink ${app}, open the project file (${named(projectFile)}) to see these results as they were; or choose the tables with the fingerprints above and the recipe (${named(recipeFile)}), which holds every setting, and match again. The same tables, settings, model and version give the same candidates; another device can move scores by a hair. Save both on the screen “Export” of the program.</p>
${hashFacts(found)}
${factTable('Versions', [['Rowlink', app], ...versions.map(([name, version]) => [name, String(version)] as const)])}`;
}
