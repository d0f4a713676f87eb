import { composeFile } from '../core/export/compose';
import { surveyExport as survey } from '../core/export/survey';
import type { Handlers } from '../rpc/serve';

/** Tables and links as a file. */
export const exportFile: NonNullable<Handlers['export']> = async (request, job) => ({ answer: await composeFile(request, job) });

/** Counts what the file would hold. */
export const surveyExport: NonNullable<Handlers['surveyExport']> = async (request, job) => ({
  answer: await survey(request, job),
});
