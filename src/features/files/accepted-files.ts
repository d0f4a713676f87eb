/** For the file chooser only; what a file really is is found out by reading it. */
export const ACCEPTED_FILES = '.csv,.tsv,.tab,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values';
