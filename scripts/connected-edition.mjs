import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const NAME = 'Rowlink connected';
const DESCRIPTION =
  'Link the rows of two spreadsheets. This edition can reach the places that its policy names, when it is asked to.';

/** Of the installed app: another one than the sealed edition, with another name, where a browser has both. @param {string} manifest */
export const connectedManifest = (manifest) =>
  `${JSON.stringify(
    {
      ...JSON.parse(manifest),
      id: 'rowlink-connected',
      name: NAME,
      short_name: NAME,
      description: DESCRIPTION,
      theme_color: '#7a4b00',
    },
    null,
    2,
  )}\n`;

/**
 * The start page, which says what it is before its scripts run.
 * @param {string} html
 * @throws where title or description are not as they are known here
 */
export function connectedHtml(html) {
  const titled = html.replace(/<title>Rowlink<\/title>/, `<title>${NAME}</title>`);
  const described = titled.replace(/(<meta name="description" content=")[^"]*"/, `$1${DESCRIPTION}"`);
  if (titled === html || described === titled) throw new Error('index.html has no title or description that is known here');
  return described;
}

/** Tells the connected edition apart from the sealed one. @returns {import('vite').Plugin} */
export function connectedEdition() {
  let folder = '';
  return {
    name: 'connected-edition',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    transformIndexHtml: connectedHtml,
    // Once public files are in the folder, and before the service worker lists them.
    async writeBundle() {
      const path = join(folder, 'manifest.webmanifest');
      await writeFile(path, connectedManifest(await readFile(path, 'utf8')));
    },
  };
}
