import { AppError } from '../core/model/errors';

const SAMPLE_FILES = ['companies-2023.csv', 'companies-2024.csv'];

/** The sample tables that come with the page. @throws AppError `file/unreadable` */
export function fetchSamples(): Promise<File[]> {
  return Promise.all(
    SAMPLE_FILES.map(async (name) => {
      const response = await fetch(new URL(`samples/${name}`, document.baseURI)).catch(() => null);
      if (!response?.ok) throw new AppError('file/unreadable', { file: name });
      return new File([await response.blob()], name, { type: 'text/csv' });
    }),
  );
}
