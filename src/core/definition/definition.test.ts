import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionText, matchDefinition } from './definition';

const folder = new URL('../../../cluster/rowlink_spark/definition/generated/', import.meta.url);

describe('the definition that the cluster takes over', () => {
  it.each(Object.entries(matchDefinition()))(
    'is that of the core: %s (else run node scripts/cluster-definition.mjs)',
    (name, part) => {
      expect(readFileSync(new URL(`${name}.json`, folder), 'utf8') === definitionText(part)).toBe(true);
    },
  );
});
