import { composeReport } from '../core/report/compose-report';
import type { Handlers } from '../rpc/serve';

/** A methods report as HTML. */
export const composeReportPage: NonNullable<Handlers['report']> = async (input) => ({ answer: composeReport(input) });
