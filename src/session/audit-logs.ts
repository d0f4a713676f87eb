import type { ProjectStore } from '../adapters/project-store';
import type { AuditLog, AuditVerdict } from '../core/audit/audit-log';
import type { Project } from '../core/model/settings';
import { spawnProjectFile } from '../rpc/spawn';
import { stemOf } from './project-files';

/** What is stored of a project's decisions, or of its edits to clusters, as a log to account for them. @throws AppError `storage/…` */
export async function auditLogOf(
  store: ProjectStore,
  project: Project,
): Promise<{ readonly log: AuditLog; readonly fileName: string }> {
  const isWithin = project.settings.task === 'deduplicate';
  const entries = await (isWithin ? store.readClusterEntries(project.id) : store.readEntries(project.id));
  const subject = {
    project: project.name,
    task: project.settings.task,
    savedAt: new Date().toISOString(),
    app: __VERSION__,
    tables: project.datasets,
  };
  const worker = spawnProjectFile();
  try {
    return { log: await worker.call('writeAudit', { subject, entries }), fileName: `${stemOf(project)} log.jsonl` };
  } finally {
    worker.terminate();
  }
}

/** @throws AppError `file/unreadable` */
export async function verifyLogFile(file: File): Promise<AuditVerdict> {
  const worker = spawnProjectFile();
  try {
    return await worker.call('verifyAudit', { name: file.name, blob: file });
  } finally {
    worker.terminate();
  }
}
