import type { Context } from '../../model/ports.ts';
import type { WorkerStages } from '../../stages/jobs.ts';

/** Has a stage done in the worker, with what it is given and the address of the page. Throws SourceError `too-complex`. */
export function work<Name extends keyof WorkerStages>(
  name: Name,
  given: Parameters<WorkerStages[Name]>,
  url: string,
  { reader }: Pick<Context, 'reader'>,
): Promise<ReturnType<WorkerStages[Name]>> {
  return reader.work<ReturnType<WorkerStages[Name]>>({ name, given, url });
}
