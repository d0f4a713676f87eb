import { composeFile } from '../core/export/compose';
import type { Handlers } from '../rpc/serve';

/** Tables and links as a file. */
export const exportFile: NonNullable<Handlers['export']> = async (request, job) => ({ answer: await composeFile(request, job) });
