import type { Context } from '../../model/ports.ts';
import type { Works } from '../../stages/jobs.ts';

/** Has a stage done in the worker, with what it is given and the address of the page. Throws SourceError `too-complex`. */
export function work<Name extends keyof Works>(
  name: Name,
  given: Parameters<Works[Name]>,
  url: string,
  { reader }: Pick<Context, 'reader'>,
): Promise<ReturnType<Works[Name]>> {
  return reader.work<ReturnType<Works[Name]>>({ name, given, url });
}
