/** For the file chooser only; what a file really is is found out by reading it. */
export const ACCEPTED_FILES =
  '.csv,.tsv,.tab,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods,.parquet,.json,.jsonl,.ndjson,.zip,.gz,text/csv,text/tab-separated-values,application/json,.rowlink';
