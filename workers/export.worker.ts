import { composeReportPage } from '../src/jobs/compose-report';
import { exportFile, surveyExport } from '../src/jobs/export-file';
import { type ServerPort, serve } from '../src/rpc/serve';

serve(globalThis as unknown as ServerPort, { export: exportFile, surveyExport, report: composeReportPage });
