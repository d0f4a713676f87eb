/** `merge` in an open page: seconds of the call, the best candidate of each left row, and links at the own threshold. */
export async function matchInPage(page, left, right, options) {
  return page.evaluate(
    async ([leftCsv, rightCsv, mergeOptions]) => {
      await window.rowlink.ready;
      const started = performance.now();
      const result = await window.rowlink.merge(leftCsv, rightCsv, { on: ['name'], cardinality: '1:1', ...mergeOptions });
      const seconds = (performance.now() - started) / 1000;
      return {
        seconds,
        first: result.candidates.filter(({ rank }) => rank === 1).map(({ left, right, score }) => ({ left, right, score })),
        candidates: result.candidates.map(({ left, right, score }) => [left, right, score]),
        links: result.links.map(({ left, right }) => ({ left, right })),
        timings: result.timings,
        model: result.model,
      };
    },
    [left, right, options],
  );
}
