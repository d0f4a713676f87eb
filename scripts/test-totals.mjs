// Totals from the reports of the test runners. A run that broke without a failed test counts as one failed test.

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** At least one failure when the runner ended with an error or left no report. */
function withExitCode(totals, exitCode) {
  return exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

/**
 * @param {object | null} report  Vitest's `json` report; `null` when there is none
 * @param {number} exitCode
 */
export function countVitest(report, exitCode) {
  if (report === null) return { ...NOTHING, failed: 1 };
  // A file that could not be loaded is a failed suite without tests.
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return withExitCode(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles.length,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    exitCode,
  );
}

/**
 * A test that passed only when repeated counts as failed.
 *
 * @param {object | null} report  Playwright's `json` report; `null` when there is none
 * @param {number} exitCode
 */
export function countPlaywright(report, exitCode) {
  if (report === null) return { ...NOTHING, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, exitCode);
}

/**
 * A file that could not be loaded is an error of its own in the report.
 *
 * @param {string | null} report  the JUnit XML that pytest writes; `null` when there is none
 * @param {number} exitCode
 */
export function countPytest(report, exitCode) {
  const suites = report?.match(/<testsuite\s[^>]*>/g) ?? [];
  if (suites.length === 0) return { ...NOTHING, failed: 1 };
  const sum = (name) =>
    suites.reduce((total, suite) => total + Number(new RegExp(`\\s${name}="(\\d+)"`).exec(suite)?.[1] ?? 0), 0);
  const failed = sum('failures') + sum('errors');
  const skipped = sum('skipped');
  return withExitCode({ passed: Math.max(0, sum('tests') - failed - skipped), failed, skipped }, exitCode);
}

/** A step without tests of its own (types, lint, build): nothing when it went well, one failed when not. */
export function countStep(exitCode) {
  return exitCode === 0 ? NOTHING : { ...NOTHING, failed: 1 };
}

export function sumTotals(totals) {
  const sum = (key) => totals.reduce((total, one) => total + one[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** Milliseconds of each end-to-end file, the longest first. @param {object | null} report Playwright's `json` report */
export function slowestFiles(report) {
  const msOf = (suite) =>
    [...(suite.suites ?? []).map(msOf), ...(suite.specs ?? []).flatMap(({ tests }) => tests.flatMap(({ results }) => results))]
      .map((one) => (typeof one === 'number' ? one : one.duration))
      .reduce((total, ms) => total + ms, 0);
  return (report?.suites ?? []).map((suite) => ({ file: suite.file, ms: msOf(suite) })).sort((a, b) => b.ms - a.ms);
}
