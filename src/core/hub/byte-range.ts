/** Where the content of an answer begins: 0 of a whole file. null: it is no part that fits behind `from`. */
export function startOfAnswer(
  { status, contentRange, etag }: { readonly status: number; readonly contentRange: string | null; readonly etag: string | null },
  from: number,
  knownTag: string | null,
): number | null {
  if (status !== 206) return 0;
  // Another storage host may hide both; the hash at the end decides in any case.
  if (knownTag !== null && etag !== null && etag !== knownTag) return null;
  const told = /^bytes (\d+)-/u.exec(contentRange ?? '')?.[1];
  return told === undefined || Number(told) === from ? from : null;
}
