import { DamagedError, diskAdvice, InputError, isDiskFull, NotReadyError, SourceError } from '../shared/model/errors.ts';

export function toldError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isDiskFull(error)) return diskAdvice;
  const known = [DamagedError, InputError, NotReadyError, SourceError].some((each) => error instanceof each);
  return known ? error.message : (error.stack ?? error.message);
}
