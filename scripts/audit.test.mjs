import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { auditStep } from './audit.mjs';
import { readAudit } from './audit-report.mjs';
import { ROOT } from './tools.mjs';

// npm itself asks a server that imitates a registry: its own code between question and report is part of what is tested.
const LOCK = {
  name: 'page',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'page', version: '1.0.0', dependencies: { shown: '1.0.0' }, devDependencies: { tool: '1.0.0' } },
    'node_modules/shown': { version: '1.0.0', dependencies: { below: '1.0.0' } },
    'node_modules/below': { version: '1.0.0' },
    'node_modules/tool': { version: '1.0.0', dev: true },
  },
};

/** What the registry knows, as `name: severity` with the number of the advisory; or what it says whatever it is asked. */
let known = {};
let instead = null;
let asked = [];

const advisories = (question) =>
  Object.fromEntries(
    Object.entries(known)
      .filter(([name]) => name in question)
      .map(([name, severity], at) => [
        name,
        [{ id: at + 1, url: `https://advisories.example/${name}`, title: 'Bad', severity, vulnerable_versions: '<=2', cwe: [] }],
      ]),
  );

const registry = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const json = (value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  asked.push(request.url);
  if (instead) return instead(response);
  if (request.url.endsWith('/advisories/bulk')) {
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    return json(advisories(JSON.parse(text)));
  }
  // All versions of a package, which npm asks for when one of them is vulnerable.
  const name = request.url.slice(1);
  const versions = { '1.0.0': { name, version: '1.0.0', dependencies: name === 'shown' ? { below: '1.0.0' } : {} } };
  return json({ name, 'dist-tags': { latest: '1.0.0' }, versions });
});

let folder;
let where;
beforeAll(async () => {
  await new Promise((done) => registry.listen(0, '127.0.0.1', done));
  folder = await mkdtemp(join(tmpdir(), 'rowlink-audited-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(LOCK.packages['']));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  where = { folder, registry: `http://127.0.0.1:${registry.address().port}/` };
});
afterAll(async () => {
  registry.close();
  await rm(folder, { recursive: true });
});

let lines;
beforeEach(() => {
  [known, instead, asked, lines] = [{ minimist: 'critical' }, null, [], []];
  vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

test('a clean answer passes, once the registry has shown that it knows of a vulnerability elsewhere', async () => {
  expect(await auditStep(where)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(asked.filter((url) => url.endsWith('/advisories/bulk'))).toHaveLength(2);
  expect(lines).toEqual(['0 packages with known vulnerabilities; 0 of them grave and in the built page']);
});

test('a grave one in a shipped package fails, also where another package brings it', async () => {
  known = { below: 'high', tool: 'critical' };
  expect(await auditStep(where)).toEqual({ passed: 0, failed: 2, skipped: 0 });
  expect(lines.join('\n')).toMatch(/^in the page, high: below .* https:\/\/advisories\.example\/below$/m);
  expect(lines.join('\n')).toMatch(/^in the page, high: shown/m);
  expect(lines.join('\n')).toMatch(/^tools only, critical: tool/m);
});

test('those of tools, and lesser ones, are named and fail nothing', async () => {
  known = { shown: 'moderate', tool: 'critical' };
  expect(await auditStep(where)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(lines).toHaveLength(3);
  expect(lines.join('\n')).toMatch(/^in the page, moderate: shown .* https:\/\/advisories\.example\/shown$/m);
});

test.each([
  ['refuses', (response) => response.writeHead(405, { allow: 'GET,HEAD' }).end(), '405'],
  ['answers with a web page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>')],
  ['stops half-way', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"shown":[{"id":')],
])('a registry that %s is a counted skip', async (_, answer, reason = '') => {
  instead = answer;
  expect(await auditStep(where)).toEqual({ passed: 0, failed: 0, skipped: 1 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^Skipped: the registry could not tell known vulnerabilities \(.+\)\.$/);
  expect(lines[0]).toContain(reason);
});

test('a registry without advisories is a counted skip too', async () => {
  known = {};
  expect(await auditStep(where)).toEqual({ passed: 0, failed: 0, skipped: 1 });
  expect(lines[0]).toContain('it knows of no vulnerability even in minimist 0.0.8');
});

test('no registry at all is a counted skip', async () => {
  expect(await auditStep({ ...where, registry: 'http://127.0.0.1:9/' })).toEqual({ passed: 0, failed: 0, skipped: 1 });
});

test('reports that are not whole are no answer', () => {
  const whole = { auditReportVersion: 2, vulnerabilities: {}, metadata: { vulnerabilities: { total: 0 } } };
  const read = (report) => readAudit(JSON.stringify(report), LOCK).found;
  expect(read(whole)).toEqual([]);
  for (const broken of [
    {},
    null,
    [],
    { ...whole, auditReportVersion: 3 },
    { ...whole, vulnerabilities: [] },
    { ...whole, metadata: {} },
    { ...whole, metadata: { vulnerabilities: { total: 1 } } },
    { ...whole, error: { code: 'ENOAUDIT' } },
  ])
    expect(read(broken)).toBeNull();
  const odd = {
    ...whole,
    vulnerabilities: { shown: { severity: 'new', range: '*' } },
    metadata: { vulnerabilities: { total: 1 } },
  };
  expect(read(odd)).toMatchObject([{ isShipped: true, isGrave: true }]);
});

test('every package of this project is told as shipped or as a tool', async () => {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const vulnerabilities = Object.fromEntries(
    ['react', 'vite'].map((name) => [name, { severity: 'high', range: '*', nodes: [`node_modules/${name}`] }]),
  );
  const report = { auditReportVersion: 2, vulnerabilities, metadata: { vulnerabilities: { total: 2 } } };
  const { found } = readAudit(JSON.stringify(report), lock);
  expect(found).toMatchObject([
    { name: 'react', isShipped: true },
    { name: 'vite', isShipped: false },
  ]);
});
