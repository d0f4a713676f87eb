import { fileURLToPath } from 'node:url';

/** Vite's part around each `import()`, which asks for what the script imports ahead of it. */
const HELPER = '\0vite/preload-helper.js';
const LOADER = fileURLToPath(new URL('../src/rpc/checked/load-checked.ts', import.meta.url)).replaceAll('\\', '/');

/** Every `import()` of the page loads what it names, and what that imports, by their hashes. @returns {import('vite').Plugin} */
export const checkedImports = () => ({
  name: 'checked-imports',
  apply: 'build',
  enforce: 'pre',
  load: (id) => (id === HELPER ? `export { loadChecked as __vitePreload } from ${JSON.stringify(LOADER)};` : null),
});

/**
 * All files that one `import()` needs, itself first: Vite names it only where it has others.
 *
 * @param {string} file @param {readonly string[]} others @param {{ hostType: 'html' | 'js' }} host
 */
export const filesOfImport = (file, others, { hostType }) =>
  hostType === 'html' ? [...others] : [file, ...others.filter((other) => other !== file)];
