// npm run audit: known vulnerabilities of the packages, asked of the registry that npm is set to. Grave ones in packages of the
// built page fail; others are named. Where nobody can tell, that is said and counts as skipped, never as passed.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readAudit } from './audit-report.mjs';
import { ROOT } from './tools.mjs';

const TIMEOUT_MS = 90_000;
/** One that every source of advisories knows to be vulnerable: a registry that finds nothing here finds nothing anywhere. */
const CONTROL = { name: 'minimist', version: '0.0.8' };

/** What npm's audit of the lockfile in `folder` wrote: JSON, or whatever it was that went wrong. */
function npmAudit(folder, registry) {
  const args = ['audit', '--json', '--package-lock-only', '--fetch-retries=0', '--fetch-timeout=30000'];
  if (registry) args.push(`--registry=${registry}`);
  const own = process.env.npm_execpath;
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64e6, timeout: TIMEOUT_MS };
  return new Promise((resolve) => {
    const end = (_, stdout) => resolve(stdout ?? '');
    if (own?.endsWith('.js')) execFile(process.execPath, [own, ...args], options, end);
    else execFile('npm', args, { ...options, shell: process.platform === 'win32' }, end);
  });
}

/** Whether the registry knows of any vulnerability at all. */
async function knowsVulnerabilities(registry) {
  const folder = await mkdtemp(join(tmpdir(), 'rowlink-audit-'));
  const { name, version } = CONTROL;
  const root = { name: 'control', version: '1.0.0', dependencies: { [name]: version } };
  const packages = { '': root, [`node_modules/${name}`]: { version } };
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify(root));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ ...root, lockfileVersion: 3, packages }));
    return (await readAudit(await npmAudit(folder, registry), { packages })).found?.length > 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Asks for known vulnerabilities of all packages of a lockfile.
 *
 * @param {object} lock `package-lock.json` as an object
 * @param {{ folder?: string, registry?: string }} [where] the folder of the lockfile; another registry than npm is set to
 * @returns {Promise<{ found: readonly import('./audit-report.mjs').Vulnerability[] | null, why: string }>}
 *   `found` is null where nobody could tell, and `why` says so
 */
async function audit(lock, { folder = ROOT, registry } = {}) {
  const { found, why } = readAudit(await npmAudit(folder, registry), lock);
  if (found?.length === 0 && !(await knowsVulnerabilities(registry)))
    return { found: null, why: `it knows of no vulnerability even in ${CONTROL.name} ${CONTROL.version}` };
  return { found, why };
}

/** Audits this project, tells on screen, and answers with totals as tests have them. */
export async function auditStep(where) {
  const lock = JSON.parse(await readFile(join(where?.folder ?? ROOT, 'package-lock.json'), 'utf8'));
  const { found, why } = await audit(lock, where);
  if (found === null) {
    console.log(`Skipped: the registry could not tell known vulnerabilities (${why}).`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  for (const one of found)
    console.log(`${one.isShipped ? 'in the page' : 'tools only'}, ${one.severity}: ${one.name} ${one.range}${one.advisories}`);
  const grave = found.filter(({ isShipped, isGrave }) => isShipped && isGrave);
  console.log(`${found.length} packages with known vulnerabilities; ${grave.length} of them grave and in the built page`);
  return grave.length > 0 ? { passed: 0, failed: grave.length, skipped: 0 } : { passed: 1, failed: 0, skipped: 0 };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed } = await auditStep();
  process.exitCode = failed > 0 ? 1 : 0;
}
