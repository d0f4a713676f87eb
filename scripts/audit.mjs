// npm run audit: known vulnerabilities of the packages in the built page. Needs the registry; says so and fails nothing where it is out of reach.
import { spawnSync } from 'node:child_process';
import { ROOT } from './tools.mjs';

const args = ['audit', '--omit=dev', '--json'];
const own = process.env.npm_execpath;
const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 64e6, timeout: 120_000 };
const { stdout } = own?.endsWith('.js')
  ? spawnSync(process.execPath, [own, ...args], options)
  : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });

let report = null;
try {
  report = JSON.parse(stdout ?? '');
} catch {
  // No report: as where the registry could not be asked.
}
const counts = report?.metadata?.vulnerabilities;
if (!counts) {
  console.log(
    `Skipped: the registry could not be asked for known vulnerabilities (${report?.error?.code ?? report?.statusCode ?? 'no answer'}).`,
  );
} else {
  for (const [name, { severity, range }] of Object.entries(report.vulnerabilities ?? {}))
    console.log(`${severity}: ${name} ${range}`);
  console.log(`${counts.total} known vulnerabilities in the packages of the built page`);
  process.exitCode = counts.total > 0 ? 1 : 0;
}
