// npm run sbom: all that is in the built page as CycloneDX JSON: packages, models, WebAssembly kernels. The same lockfile gives the same bytes.
//   node scripts/sbom.mjs [--out sbom.cdx.json]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runtimePackages } from './licences.mjs';
import { ROOT } from './tools.mjs';

const KERNELS = ['src/core/vectors/kernel', 'src/core/candidates/lexical/kernel'];

const read = (path) => readFileSync(join(ROOT, path));
const sha256 = (content) => createHash('sha256').update(content).digest('hex');
const licensed = (id) => [{ license: { id } }];

/** What npm knows of the lockfile. */
function npmBill() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--omit', 'dev', '--package-lock-only'];
  const own = process.env.npm_execpath;
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 64e6 };
  const { status, stdout, stderr } = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  return JSON.parse(stdout);
}

function models() {
  return readdirSync(join(ROOT, 'public/models')).map((id) => {
    const { revision, title, licence, files } = JSON.parse(read(`public/models/${id}/manifest.json`));
    return {
      'bom-ref': `model:${id}@${revision}`,
      type: 'machine-learning-model',
      name: id,
      version: revision,
      description: title,
      licenses: licensed(licence),
      hashes: [{ alg: 'SHA-256', content: files['onnx/model_quantized.onnx'].sha256 }],
      properties: Object.entries(files).map(([path, file]) => ({ name: `rowlink:sha256:${path}`, value: file.sha256 })),
    };
  });
}

function kernels() {
  const modules = KERNELS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('-module.ts'))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
  return modules.map((path) => ({
    'bom-ref': `kernel:${path}`,
    type: 'file',
    name: path,
    description: 'WebAssembly compiled from the .wat files beside it (scripts/build-kernel.mjs)',
    licenses: licensed('MIT'),
    hashes: [{ alg: 'SHA-256', content: sha256(read(path)) }],
  }));
}

/** The bill of materials; without time and chance, so that two runs can be compared. */
export function composeBill(bill = npmBill()) {
  const lock = JSON.parse(read('package-lock.json'));
  const packages = new Map(Object.entries(lock.packages));
  const shipped = new Set(
    runtimePackages(packages).map(
      (path) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${packages.get(path).version}`,
    ),
  );
  const { name, version } = packages.get('');
  const root = bill.metadata.component['bom-ref'];
  const own = [...models(), ...kernels()];
  const components = [...bill.components.filter((component) => shipped.has(component['bom-ref'])), ...own];
  const refs = new Set([root, ...components.map((component) => component['bom-ref'])]);
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: [...dependsOn.filter((other) => refs.has(other)), ...(ref === root ? own.map((part) => part['bom-ref']) : [])],
    }));
  const { serialNumber: _, metadata, ...rest } = bill;
  const content = {
    ...rest,
    metadata: { lifecycles: metadata.lifecycles, component: { ...metadata.component, name, version } },
    components,
    dependencies,
  };
  const hash = sha256(JSON.stringify(content));
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  return {
    $schema: content.$schema,
    bomFormat: content.bomFormat,
    specVersion: content.specVersion,
    serialNumber: `urn:uuid:${id}`,
    ...content,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'sbom.cdx.json' } } });
  const bill = composeBill();
  writeFileSync(join(ROOT, values.out), `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`${values.out}: ${bill.components.length} components, CycloneDX ${bill.specVersion}`);
}
