import { markdownTable } from '../scripts/docs-section.mjs';

/** A number with about three significant digits and thousands separators. */
export function shortNumber(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Prints one measured bench as a small table. */
export function printBench(name, { title, unit, variants, figures }) {
  console.log(`\n${name}: ${title}`);
  const width = Math.max(...variants.map((variant) => variant.name.length), 8) + 2;
  console.log(
    `  ${''.padEnd(width)}${'median ms'.padStart(11)}${'min – max'.padStart(20)}${`${unit}/s`.padStart(16)}${'× first'.padStart(10)}`,
  );
  for (const variant of variants) {
    const { medianMs, minMs, maxMs, perSecond, speedup } = variant;
    const range = `${shortNumber(minMs)} – ${shortNumber(maxMs)}`;
    console.log(
      `  ${variant.name.padEnd(width)}${shortNumber(medianMs).padStart(11)}${range.padStart(20)}`,
      `${shortNumber(perSecond).padStart(14)}${shortNumber(speedup).padStart(10)}`,
    );
  }
  for (const [figure, value] of Object.entries(figures)) console.log(`  ${figure}: ${shortNumber(value)}`);
}

/** Measured benches as Markdown, a variant a row; failed ones are left out. */
export function markdownOfBenches(benches) {
  return benches
    .filter(({ error }) => error === undefined)
    .map(({ bench, title, unit, variants, figures }) => {
      const rows = variants.map(({ name, medianMs, minMs, maxMs, perSecond, speedup }) => [
        name,
        shortNumber(medianMs),
        `${shortNumber(minMs)} – ${shortNumber(maxMs)}`,
        shortNumber(perSecond),
        `${shortNumber(speedup)}×`,
      ]);
      const told = Object.entries(figures).map(([figure, value]) => `${figure} ${shortNumber(value)}`);
      const table = markdownTable([`\`${bench}\``, 'median ms', 'min – max', `${unit}/s`, 'against the first'], rows);
      return [`**${title}**`, table, ...(told.length > 0 ? [`${told.join(', ')}.`] : [])].join('\n\n');
    })
    .join('\n\n');
}
