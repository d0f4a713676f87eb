import { MOST_FILES } from '../../../core/own-models/model-folder';
import type { GivenModel } from '../../../session/models/model-adding';
import { filesBelow } from '../../../ui/folder-files';

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
  // One more than a model may have shows that it is none.
  const found = await filesBelow(entries, MOST_FILES + 1);
  return { folder: entries[0]!.name, files: Object.fromEntries(found.map(({ path, file }) => [path, file])) };
}
