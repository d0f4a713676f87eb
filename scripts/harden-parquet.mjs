// hyparquet believes the numbers of a file: a damaged one makes it fill arrays of billions or go round for ever, which nothing can
// interrupt inside a worker. These few lines are changed on the way into the bundle; the build fails where they are no longer found.

const CHANGES = new Map([
  [
    '/hyparquet/src/encoding.js',
    [
      ['const count = header >>> 1\n', 'const count = Math.min(header >>> 1, output.length - seen)\n'],
      ['let count = header >> 1 << 3 //', 'let count = Math.max(0, Math.min(header >> 1 << 3, output.length - seen + 7)) //'],
    ],
  ],
  [
    '/hyparquet/src/column.js',
    [
      [
        '  // read compressed_page_size bytes\n',
        `  const second = header.data_page_header_v2
  const claimed = header.data_page_header ?? second ?? header.dictionary_page_header
  const sizes = [header.compressed_page_size, header.uncompressed_page_size, claimed?.num_values]
  if (second) sizes.push(second.repetition_levels_byte_length, second.definition_levels_byte_length, second.num_rows, second.num_nulls)
  if (!sizes.every((size) => size >= 0) || claimed.num_values > 2e7) throw new Error('parquet page header is damaged')
`,
      ],
    ],
  ],
]);

/** A plugin for Vite, its workers and Vitest. */
export const hardenParquet = () => ({
  name: 'harden-parquet',
  enforce: 'pre',
  transform(code, id) {
    const [, changes = []] = [...CHANGES].find(([file]) => id.split('?')[0].endsWith(file)) ?? [];
    let changed = code;
    for (const [from, to] of changes) {
      if (changed.split(from).length !== 2) throw new Error(`${id} is another version than scripts/harden-parquet.mjs knows`);
      changed = changed.replace(from, () => to);
    }
    return changes.length > 0 ? { code: changed, map: null } : null;
  },
});
