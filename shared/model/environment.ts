import { InputError } from './errors.ts';
import { orEmpty } from './values.ts';

/** Names shared by `infra` (which sets them on every function that needs them) and the code (which reads them once, at the edge). */
export const variables = ['RECORD_TABLE', 'EVIDENCE_BUCKET', 'TASK_QUEUE_URL', 'MAIL_QUEUE_URL'] as const;
/** What an older stack does not name: its dead letters. */
export const optionalVariables = ['TASK_DEAD_LETTERS_URL', 'MAIL_DEAD_LETTERS_URL', 'UNDELIVERED_URL'] as const;
export type Environment = Readonly<Record<(typeof variables)[number], string>> &
  Partial<Readonly<Record<(typeof optionalVariables)[number], string>>>;

/** Reads what a function needs. Throws InputError that names every missing variable. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const missing = variables.filter((name) => !env[name]);
  if (missing.length > 0) throw new InputError(`set ${missing.join(', ')}`);
  const value = (name: (typeof variables)[number]): string => orEmpty(env[name]);
  return {
    RECORD_TABLE: value('RECORD_TABLE'),
    EVIDENCE_BUCKET: value('EVIDENCE_BUCKET'),
    TASK_QUEUE_URL: value('TASK_QUEUE_URL'),
    MAIL_QUEUE_URL: value('MAIL_QUEUE_URL'),
    ...Object.fromEntries(optionalVariables.flatMap((name) => (env[name] ? [[name, orEmpty(env[name])]] : []))),
  };
}
