import { AppError } from '../model/errors';

export type Members = Readonly<Record<string, unknown>>;

/** A JSON object of a model folder. @throws AppError `model/lfs-pointer`, `model/broken-file` */
export async function readMembers(file: Blob, path: string): Promise<Members> {
  const text = await file.text();
  refusePointer(text, path);
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    if (value !== null && typeof value === 'object') return value as Members;
  } catch (thrown) {
    throw new AppError('model/broken-file', { file: path }, { cause: thrown });
  }
  throw new AppError('model/broken-file', { file: path });
}

/** Large files that were not fetched are a few lines of text in their place. @throws AppError `model/lfs-pointer` */
export function refusePointer(start: string, path: string): void {
  if (start.startsWith('version https://git-lfs.github.com/')) throw new AppError('model/lfs-pointer', { file: path });
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
export const membersOf = (value: unknown): Members => (value !== null && typeof value === 'object' ? (value as Members) : {});
