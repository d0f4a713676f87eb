// npm start: installs what is missing, builds the page, serves it on this computer.
import { requireNode } from './require-node.mjs';

requireNode();
const { ensureInstalled } = await import('./install.mjs');
const { createStaticServer, listen } = await import('./serve.mjs');
const { ROOT, runTool } = await import('./tools.mjs');
const { join } = await import('node:path');

const FIRST_PORT = 4173;
const PORTS_TO_TRY = 50;

if (!ensureInstalled()) {
  console.error('The packages could not be installed: see the message of npm above.');
  process.exit(1);
}
if (runTool('vite', 'vite', ['build', '--logLevel', 'warn']) !== 0) {
  console.error('The page could not be built: see the message above.');
  process.exit(1);
}
const port = await listen(createStaticServer(join(ROOT, 'dist')), FIRST_PORT, PORTS_TO_TRY);
console.log(`\nRowlink is ready: open http://localhost:${port}/ in your browser. Stop it here with Ctrl+C.`);
