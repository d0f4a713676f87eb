import { verifyAuditLog, writeAuditLog } from '../core/audit/audit-log';
import { readBytes } from '../core/files/file-bytes';
import type { Handlers } from '../rpc/serve';

export const writeAudit: NonNullable<Handlers['writeAudit']> = async ({ subject, entries }) => ({
  answer: writeAuditLog(subject, entries),
});

export const verifyAudit: NonNullable<Handlers['verifyAudit']> = async (source) => ({
  answer: verifyAuditLog(await readBytes(source, 0, source.blob.size)),
});
