// Vectors of texts for a benchmark, made in the built page or read from where they were kept.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';

/**
 * @param {{ vectors?: string }} options  those of the command line, `APP_OPTIONS` among them; `vectors` is the folder where they are kept
 */
export function createPageVectors(options) {
  let site = null;
  return {
    /**
     * A vector a text, row-major. The page is opened when something is to be made.
     *
     * @param {string} name  of the file, without `.f32`
     * @param {() => readonly string[]} textsOf
     */
    async of(name, textsOf) {
      const path = options.vectors && join(options.vectors, `${name}.f32`);
      if (path && existsSync(path)) {
        const bytes = await readFile(path);
        return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      }
      site ??= await openSite(builtApp(options));
      const page = await site.newPage();
      const vectors = new Float32Array(
        await page.evaluate(async (list) => {
          await window.rowlink.ready;
          const { data } = await window.rowlink.embed(list, { cache: false });
          return Array.from(data);
        }, textsOf()),
      );
      await page.context().close();
      if (path) {
        await mkdir(options.vectors, { recursive: true });
        await writeFile(path, new Uint8Array(vectors.buffer));
      }
      return vectors;
    },
    close: async () => site?.close(),
  };
}
