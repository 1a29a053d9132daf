import type { Context } from '../../model/ports.ts';
import type { WorkerStages } from '../../stages/page-jobs.ts';

/** Runs a stage in the worker; `url` is the address of the page, for errors. Throws SourceError `too-complex`. */
export function work<Name extends keyof WorkerStages>(
  name: Name,
  given: Parameters<WorkerStages[Name]>,
  url: string,
  { reader }: Pick<Context, 'reader'>,
): Promise<Awaited<ReturnType<WorkerStages[Name]>>> {
  return reader.work<Awaited<ReturnType<WorkerStages[Name]>>>({ name, given, url });
}
