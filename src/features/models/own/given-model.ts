import { MOST_FILES } from '../../../core/own-models/model-folder';
import type { GivenModel } from '../../../session/models/model-adding';

const isZip = ({ name }: File): boolean => /\.zip$/iu.test(name);

/** What the file chooser gave: a zip, or all files of a folder. */
export function chosenModel(files: readonly File[]): GivenModel | null {
  const [first] = files;
  if (!first) return null;
  if (files.length === 1 && isZip(first)) return { zip: { name: first.name, blob: first } };
  const path = (file: File): string => file.webkitRelativePath || file.name;
  return { folder: path(first).split('/')[0]!, files: Object.fromEntries(files.map((file) => [path(file), file])) };
}

/** What was dropped. Must be called while the event is handled: the browser forgets its folders afterwards. */
export async function droppedModel(transfer: DataTransfer): Promise<GivenModel | null> {
  const files = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  if (!entries.some((entry) => entry.isDirectory)) return chosenModel(files);
  return { folder: entries[0]!.name, files: Object.fromEntries(await filesBelow(entries)) };
}

/** One more than a model may have shows that it is none. */
async function filesBelow(entries: readonly FileSystemEntry[]): Promise<[string, File][]> {
  const found: [string, File][] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && found.length <= MOST_FILES; entry = waiting.shift()) {
    if (entry.isDirectory) waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
    else found.push([entry.fullPath.replace(/^\//u, ''), await fileOf(entry as FileSystemFileEntry)]);
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
