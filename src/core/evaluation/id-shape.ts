/**
 * What is left of an id when spreadsheets have had their way with it: upper case, no spaces, no leading zeros, no `.0` at the end.
 * Two ids of one shape are likely the same; that is for a person to say.
 */
export function idShape(id: string): string {
  return id
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/gu, '')
    .replace(/^(\d+)\.0+$/u, '$1')
    .replace(/^0+(?=.)/u, '');
}
