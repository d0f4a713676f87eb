/** Files that are tables by their name; folders hold many others. */
const TABLE_NAME = /\.(csv|tsv|tab|txt|xlsx|xlsm|xls|xlsb|ods|parquet|json|jsonl|ndjson|zip|gz)$/iu;
/** Hidden files, and the locks that office programs leave beside open files. */
const BY_THE_WAY = /^(\.|~\$)/u;
const MOST_FILES = 1000;

const byName = new Intl.Collator('en', { numeric: true });

/** The tables among the files of a folder, by name, numbers by value. */
export const tablesAmong = (files: readonly File[]): readonly File[] =>
  files
    .filter(({ name }) => TABLE_NAME.test(name) && !BY_THE_WAY.test(name))
    .sort((a, b) => byName.compare(a.webkitRelativePath || a.name, b.webkitRelativePath || b.name));

/** What was dropped: files as they are, and the tables in folders, however deep, up to a thousand. */
export interface DroppedFiles {
  readonly files: readonly File[];
  readonly isFolder: boolean;
}

/** Must be called while the drop event is handled: the browser forgets its folders afterwards. */
export function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  const files = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry()] : []));
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve({ files, isFolder: false });
  return filesBelow(
    entries.filter((entry) => entry !== null),
    MOST_FILES,
  ).then((found) => ({ files: tablesAmong(found.map(({ file }) => file)), isFolder: true }));
}

/** Files and those in folders, however deep, at most so many. `path`: from what was dropped, with `/`. */
export async function filesBelow(
  entries: readonly FileSystemEntry[],
  most: number,
): Promise<readonly { readonly path: string; readonly file: File }[]> {
  const found: { path: string; file: File }[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && found.length < most; entry = waiting.shift()) {
    if (entry.isDirectory) waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
    else found.push({ path: entry.fullPath.replace(/^\//u, ''), file: await fileOf(entry as FileSystemFileEntry) });
  }
  return found;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives some hundred entries at a time, and none when it is done.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}
