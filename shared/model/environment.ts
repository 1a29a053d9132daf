import { InputError } from './errors.ts';
import { orEmpty } from './values.ts';

/** Names shared by `infra` (which sets them on every function that needs them) and the code (which reads them once, at the edge). */
export const variables = ['RECORD_TABLE', 'EVIDENCE_BUCKET', 'TASK_QUEUE_URL', 'MAIL_QUEUE_URL'] as const;
/** What an older stack does not name: its dead letters, and what is asked of AWS about it (`collect=NAME …`, the id of the API). */
const optionalVariables = [
  'TASK_DEAD_LETTERS_URL',
  'MAIL_DEAD_LETTERS_URL',
  'UNDELIVERED_URL',
  'WATCHED_FUNCTIONS',
  'WATCHED_API',
  /** `none` in a region without a mail service. */
  'WATCHED_MAIL',
] as const;
export type Variables = Readonly<Record<(typeof variables)[number], string>> &
  Partial<Readonly<Record<(typeof optionalVariables)[number], string>>>;
export type Environment = Variables & {
  /** Addresses of the queues of collectors, by their names in the variables. */
  readonly collectors?: Readonly<Record<string, string>>;
};

/** Outputs of a stack have no hyphens, so that the variables have none either: `home-1` is HOME1. */
const keyOfCollector = (name: string): string => name.replaceAll('-', '').toUpperCase();
/** The variable, and with it the output of the stack, with the address of a collector's queue, or the ARN of what it may do. */
export const collectorVariable = (what: 'QUEUE_URL' | 'POLICY_ARN', name: string): `COLLECTOR_${typeof what}_${string}` =>
  `COLLECTOR_${what}_${keyOfCollector(name)}`;
/** The address of a collector's queue; undefined where there is none. */
export const collectorQueue = ({ collectors = {} }: Pick<Environment, 'collectors'>, name: string): string | undefined =>
  collectors[keyOfCollector(name)];
const queueOfCollector = /^COLLECTOR_QUEUE_URL_([A-Z0-9]{1,40})$/;

/** Reads what a function needs. Throws InputError that names every missing variable. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const missing = variables.filter((name) => !env[name]);
  if (missing.length > 0) throw new InputError(`set ${missing.join(', ')}`);
  const value = (name: (typeof variables)[number]): string => orEmpty(env[name]);
  const collectors = Object.entries(env).flatMap(([name, url]) => {
    const key = queueOfCollector.exec(name)?.[1];
    return key !== undefined && url ? [[key, url] as const] : [];
  });
  return {
    RECORD_TABLE: value('RECORD_TABLE'),
    EVIDENCE_BUCKET: value('EVIDENCE_BUCKET'),
    TASK_QUEUE_URL: value('TASK_QUEUE_URL'),
    MAIL_QUEUE_URL: value('MAIL_QUEUE_URL'),
    ...Object.fromEntries(optionalVariables.flatMap((name) => (env[name] ? [[name, orEmpty(env[name])]] : []))),
    ...(collectors.length > 0 ? { collectors: Object.fromEntries(collectors) } : {}),
  };
}
