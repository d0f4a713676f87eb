import { runtimePackages } from './licences.mjs';

const GRAVE = new Set(['high', 'critical']);

/**
 * @typedef {object} Vulnerability
 * @property {string} name of the package
 * @property {string} range versions that have it
 * @property {string} severity of the gravest advisory: `info`, `low`, `moderate`, `high` or `critical`
 * @property {boolean} isGrave high or critical, or of a severity that is not known here
 * @property {boolean} isShipped in the built page; else only in the tools that build and test it
 * @property {string} advisories addresses with a space before each; empty where it comes by another package
 */

const KNOWN = new Set(['info', 'low', 'moderate', ...GRAVE]);

/** What `npm audit --json` says went wrong, as short as can be. */
const reasonOf = (report) =>
  [report?.statusCode, report?.error?.code, report?.error?.summary, report?.message?.split('\n')[0]].find(Boolean) ??
  'no answer that can be read';

/**
 * Reads what `npm audit --json` wrote. Anything but a whole report of version 2 is no answer: a proxy's web page, an error, half a file.
 *
 * @param {string} text
 * @param {{ packages: Record<string, object> }} lock the lockfile that was audited
 * @returns {{ found: readonly Vulnerability[] | null, why: string }} in the order of npm; null without an answer
 */
export function readAudit(text, lock) {
  let report;
  try {
    report = JSON.parse(text);
  } catch {
    return { found: null, why: 'no answer that can be read' };
  }
  const { auditReportVersion, vulnerabilities, metadata, error } = report ?? {};
  const total = metadata?.vulnerabilities?.total;
  const isWhole =
    auditReportVersion === 2 && !error && isObject(vulnerabilities) && total === Object.keys(vulnerabilities).length;
  if (!isWhole) return { found: null, why: String(reasonOf(report)) };
  const packages = new Map(Object.entries(lock.packages));
  const shipped = new Set(runtimePackages(packages));
  const found = Object.entries(vulnerabilities).map(([name, { severity, range, nodes, via }]) => ({
    name,
    range,
    severity,
    isGrave: GRAVE.has(severity) || !KNOWN.has(severity),
    isShipped: !Array.isArray(nodes) || nodes.length === 0 || nodes.some((node) => shipped.has(node)),
    advisories: (via ?? []).flatMap(({ url }) => (url ? [` ${url}`] : [])).join(''),
  }));
  return { found, why: '' };
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
