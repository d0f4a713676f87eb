/** Says plainly that a build lacks a function of the page API, before anything is computed. */
export async function requireMethod(page, name) {
  const isThere = await page.evaluate((method) => typeof window.rowlink[method] === 'function', name);
  if (!isThere) throw new Error(`This build has no rowlink.${name}.`);
}
