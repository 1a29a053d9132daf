import { DamagedError, diskAdvice, InputError, isDiskFull, NotReadyError, SourceError, UsageError } from '../../shared/model/errors.ts';
import { RequestProblem } from '../../shared/questions/question.ts';
import { systemTrouble } from './system-trouble.ts';

/** Prints an error and returns the exit status of docs/contract.md 2: 1 failed, 2 wrong usage. A bug keeps its stack. */
export function exitStatus(error: unknown): 1 | 2 {
  if (error instanceof InputError) {
    console.error(`hongtou: ${error.message}`);
    return error instanceof UsageError ? 2 : 1;
  }
  if (error instanceof SourceError || error instanceof NotReadyError || error instanceof DamagedError) {
    console.error(`hongtou: ${error.message}`);
    return 1;
  }
  if (error instanceof RequestProblem) {
    console.error(`hongtou: ${error.message}`);
    return error.status === 400 ? 2 : 1;
  }
  const trouble = systemTrouble(error) ?? (isDiskFull(error) ? diskAdvice : undefined);
  if (trouble !== undefined) {
    console.error(`hongtou: ${trouble}`);
    return 1;
  }
  console.error(error instanceof Error ? error.stack : error);
  return 1;
}
