export { errorAnswer, type ApiServices, type WriteTally } from './api-call.ts';
export { IngestJobs } from './ingest-jobs.ts';
export { QueryJobs } from './query-jobs.ts';
export { listVersions } from './org-resources.ts';
export { route } from './router.ts';
