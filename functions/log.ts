import { Logger } from '@aws-lambda-powertools/logger';

type LambdaContext = Parameters<Logger['addContext']>[0];
export type Call = Pick<LambdaContext, 'awsRequestId' | 'getRemainingTimeInMillis'>;

export const openLog = (service: string): Logger => new Logger({ serviceName: service });

/** From here on lines carry the id of this call of the function (`function_request_id`), by which the platform's own lines about it are found. */
export function beginCall(log: Logger, call: Partial<Call> | undefined): void {
  if (call) log.addContext(call as LambdaContext);
}

/** Lines of what was done: a page that was fetched, a mail that was sent, a digest that was composed. No address of a reader is in them, and no query. */
export const lineOf =
  (log: Logger) =>
  (what: string, facts: Readonly<Record<string, unknown>>): void =>
    log.info(what, { ...facts });
