import type { ProjectStore } from '../adapters/project-store';
import type { AuditLog, AuditVerdict } from '../core/audit/audit-log';
import type { Project } from '../core/model/settings';
import { spawnProjectFile } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
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
  const log = await withWorker(spawnProjectFile, (worker) => worker.call('writeAudit', { subject, entries }));
  return { log, fileName: `${stemOf(project)} log.jsonl` };
}

/** @throws AppError `file/unreadable` */
export const verifyLogFile = (file: File): Promise<AuditVerdict> =>
  withWorker(spawnProjectFile, (worker) => worker.call('verifyAudit', { name: file.name, blob: file }));
