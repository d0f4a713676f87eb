import { requestPageFile } from '../adapters/page-files';
import { AppError } from '../core/model/errors';

const SAMPLE_FILES = ['companies-2023.csv', 'companies-2024.csv'];

/** The sample tables that come with the page. @throws AppError `file/unreadable` */
export const fetchSamples = (): Promise<File[]> => fetchFiles(SAMPLE_FILES);

/** A sample table that holds duplicates. @throws AppError `file/unreadable` */
export const fetchDuplicateSample = (): Promise<File[]> => fetchFiles(['places.csv']);

function fetchFiles(names: readonly string[]): Promise<File[]> {
  return Promise.all(
    names.map(async (name) => {
      const response = await requestPageFile(new URL(`samples/${name}`, document.baseURI)).catch(() => null);
      if (!response?.ok) throw new AppError('file/unreadable', { file: name });
      return new File([await response.blob()], name, { type: 'text/csv' });
    }),
  );
}
