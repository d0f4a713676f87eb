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
