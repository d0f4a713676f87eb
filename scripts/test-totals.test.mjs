import { expect, test } from 'vitest';
import { countPlaywright, countPytest, countStep, countVitest, slowestFiles, sumTotals } from './test-totals.mjs';

const vitestReport = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};
const brokenFile = { status: 'failed', assertionResults: [] };
const fileWithFailure = { status: 'failed', assertionResults: [{}] };

test('vitest: skipped and planned tests are no failures', () => {
  expect(countVitest(vitestReport, 0)).toEqual({ passed: 7, failed: 0, skipped: 2 });
});

test('vitest: a file that could not be loaded is one failure, a failed test is not counted twice', () => {
  const report = { ...vitestReport, numFailedTests: 2, testResults: [brokenFile, fileWithFailure] };
  expect(countVitest(report, 1).failed).toBe(3);
});

test('a runner that breaks without a failed test counts as one failed', () => {
  expect(countVitest(vitestReport, 1).failed).toBe(1);
  expect(countVitest(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(1);
  expect(countPlaywright(null, 0).failed).toBe(1);
});

test('playwright: a test that passed only when repeated is a failure', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };
  expect(countPlaywright({ stats }, 1)).toEqual({ passed: 4, failed: 3, skipped: 3 });
});

const pytestReport = (numbers) =>
  `<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" ${numbers} time="1.5" hostname="h">
  <testcase classname="a" name="b" time="0.1"><failure message="errors=&quot;9&quot;">no</failure></testcase></testsuite></testsuites>`;

test('pytest: errors are failures, skipped tests are not passed', () => {
  expect(countPytest(pytestReport('errors="1" failures="2" skipped="3" tests="10"'), 1)).toEqual({
    passed: 4,
    failed: 3,
    skipped: 3,
  });
  expect(countPytest(pytestReport('errors="0" failures="0" skipped="0" tests="7"'), 0)).toEqual({
    passed: 7,
    failed: 0,
    skipped: 0,
  });
});

test('pytest: no report, no tests and an unexplained end are failures', () => {
  expect(countPytest(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPytest('', 0).failed).toBe(1);
  expect(countPytest(pytestReport('errors="0" failures="0" skipped="0" tests="0"'), 5).failed).toBe(1);
  expect(countPytest(pytestReport('errors="0" failures="0" skipped="0" tests="7"'), 2)).toEqual({
    passed: 7,
    failed: 1,
    skipped: 0,
  });
});

test('steps and totals', () => {
  const totals = [countStep(0), countStep(2), { passed: 5, failed: 1, skipped: 1 }];
  expect(sumTotals(totals)).toEqual({ passed: 5, failed: 2, skipped: 1 });
});

test('the longest end-to-end files come first, tests in groups and repetitions counted', () => {
  const specs = (...durations) => [{ tests: [{ results: durations.map((duration) => ({ duration })) }] }];
  const suites = [
    { file: 'a.spec.ts', specs: specs(100) },
    { file: 'b.spec.ts', specs: specs(50, 40), suites: [{ specs: specs(20), suites: [{ specs: specs(5) }] }] },
  ];
  expect(slowestFiles({ suites })).toEqual([
    { file: 'b.spec.ts', ms: 115 },
    { file: 'a.spec.ts', ms: 100 },
  ]);
  expect(slowestFiles(null)).toEqual([]);
});
