// Writes what the cluster's Python takes over from the TypeScript core: tables, patterns and constants of matching.
//   node scripts/cluster-definition.mjs
import { writeFile } from 'node:fs/promises';
import { productCode } from '../benchmarks/product-code.mjs';

const { definitionText, matchDefinition } = await productCode('src/core/definition/definition.ts');
for (const [name, part] of Object.entries(matchDefinition())) {
  await writeFile(new URL(`../cluster/rowlink_spark/definition/generated/${name}.json`, import.meta.url), definitionText(part));
}
