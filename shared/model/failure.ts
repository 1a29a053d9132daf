import { SourceError, type Trouble } from './errors.ts';
import { opt } from './values.ts';

/** An error as plain data that can cross threads: a trouble of the outside world, or a bug with its stack. */
export type FailureData =
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly url: string; readonly detail: string; readonly status?: number }
  | { readonly kind: 'bug'; readonly name: string; readonly message: string; readonly stack?: string };

export function failureOf(error: unknown): FailureData {
  if (error instanceof SourceError) {
    const { trouble, url, detail, status } = error;
    return { kind: 'trouble', trouble, url, detail, ...opt('status', status) };
  }
  if (!(error instanceof Error)) return { kind: 'bug', name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { kind: 'bug', name, message, ...opt('stack', stack) };
}

/** The error from its data. */
export function errorOf(failure: FailureData): Error {
  if (failure.kind === 'trouble') {
    const { trouble, url, detail, status } = failure;
    return new SourceError(trouble, url, detail, status === undefined ? {} : { status });
  }
  const error = new Error(failure.message);
  error.name = failure.name;
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
