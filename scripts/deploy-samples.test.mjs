import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.mjs';
import { deploySamples } from './deploy-samples.mjs';
import { MEDIA_TYPES } from './media-types.mjs';
import { ROOT } from './tools.mjs';

const samples = deploySamples();

describe('the samples of server settings', () => {
  it.each(Object.keys(samples))('deploy/%s is what the script writes', async (name) => {
    expect(await readFile(join(ROOT, 'deploy', name), 'utf8')).toBe(samples[name]);
  });

  it.each(Object.entries(samples))('%s has the policy, and a type for every file of a build', (_name, text) => {
    expect(text).toContain(`${contentSecurityPolicy}; frame-ancestors 'none'`);
    for (const [ending, type] of MEDIA_TYPES) {
      expect(text).toContain(ending.slice(1));
      expect(text).toContain(type.split(';')[0]);
    }
  });

  it('has the places of the connected edition in its policy', () => {
    for (const text of Object.values(deploySamples(['https://models.example']))) {
      expect(text).toContain("connect-src 'self' https://models.example;");
    }
  });

  it('has a web.config that is XML, with one type for each ending', () => {
    const endings = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => name === 'mimeMap' && endings.push(attributes.fileExtension));
    parser.on('error', (error) => expect.fail(error.message));
    parser.write(samples['web.config']).close();
    expect(endings).toEqual([...MEDIA_TYPES.keys(), '.']);
  });
});

const find = (...names) => names.find((name) => spawnSync(name, ['-v']).status === 0);
const nginx = find('nginx', '/usr/sbin/nginx');
const apache = find('apache2', '/usr/sbin/apache2', 'httpd', '/usr/sbin/httpd');
const APACHE_MODULES = '/usr/lib/apache2/modules';
const isRoot = process.getuid?.() === 0;

const SITE = {
  'index.html': '<title>Rowlink</title>',
  'service-worker.js': 'self.x = 1;',
  'manifest.webmanifest': '{}',
  'assets/index-1.js': `// ${'x'.repeat(2000)}`,
  'assets/module-1.mjs': 'export {};',
  'assets/ort-1.wasm': '\0asm',
  'models/small/model.onnx': 'weights',
};
const TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'service-worker.js': 'text/javascript; charset=utf-8',
  'manifest.webmanifest': 'application/manifest+json; charset=utf-8',
  'assets/index-1.js': 'text/javascript; charset=utf-8',
  'assets/module-1.mjs': 'text/javascript; charset=utf-8',
  'assets/ort-1.wasm': 'application/wasm',
  'models/small/model.onnx': 'application/octet-stream',
};

let folder;
let server;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deploy-'));
  await chmod(folder, 0o755);
  for (const [path, content] of Object.entries(SITE)) {
    await mkdir(join(folder, 'site', path, '..'), { recursive: true });
    await writeFile(join(folder, 'site', path), content);
  }
});
afterEach(async () => {
  if (server) {
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
    server = undefined;
  }
  await rm(folder, { recursive: true });
});

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

async function start(command, args, port) {
  server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (said += data));
  for (let tries = 0; tries < 100; tries++) {
    if (server.exitCode !== null) throw new Error(said);
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer) return `http://127.0.0.1:${port}`;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no answer: ${said}`);
}

async function expectSettings(address) {
  for (const [path, type] of [['', TYPES['index.html']], ...Object.entries(TYPES)]) {
    const { status, headers } = await fetch(`${address}/${path}`);
    expect([path, status, headers.get('content-type')?.toLowerCase()]).toEqual([path, 200, type]);
    expect(headers.get('content-security-policy')).toBe(`${contentSecurityPolicy}; frame-ancestors 'none'`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe(path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  }
  for (const path of ['models/none/model.onnx', 'assets/index-0.js', 'assets/']) {
    const { status, headers } = await fetch(`${address}/${path}`);
    expect(path.endsWith('/') ? [403, 404] : [404], path).toContain(status);
    expect(headers.get('cache-control') ?? '', path).not.toContain('immutable');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
}

describe('a real server with these settings', () => {
  it.skipIf(!nginx)('nginx (skipped where it is not installed)', async () => {
    const port = await freePort();
    const site = samples['nginx.conf']
      .replace('listen 8080;', `listen 127.0.0.1:${port};`)
      .replace('root /srv/rowlink;', `root ${folder}/site;`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
    const conf = `${isRoot ? 'user root;' : ''} daemon off; pid ${folder}/pid; error_log stderr; events {}
      http { access_log off; ${temporary.join(' ')} ${site} }`;
    await writeFile(join(folder, 'nginx.conf'), conf);
    const address = await start(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf')], port);
    await expectSettings(address);
    const packed = await fetch(`${address}/assets/index-1.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
  });

  it.skipIf(!apache)('Apache (skipped where it is not installed)', async () => {
    const port = await freePort();
    await writeFile(join(folder, 'site', '.htaccess'), samples['apache.htaccess']);
    const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'setenvif'].map(
      (name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`,
    );
    const conf = [
      ...modules,
      isRoot ? 'User www-data\nGroup www-data' : '',
      `ServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\nErrorLog ${folder}/error.log`,
      'TypesConfig /dev/null',
      `DocumentRoot ${folder}/site\n<Directory ${folder}/site>\nAllowOverride FileInfo Indexes Options\nRequire all granted\n</Directory>`,
    ].join('\n');
    await writeFile(join(folder, 'apache.conf'), conf);
    await expectSettings(await start(apache, ['-DFOREGROUND', '-f', join(folder, 'apache.conf')], port));
  });
});
