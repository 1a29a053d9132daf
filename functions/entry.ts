import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from '../shared/model/ports.ts';
import { beginCall, type Call, lineOf, openLog } from './log.ts';
import { type Choices, openDeployed } from './open.ts';

type Opened = { readonly log: Logger; readonly context: Context; readonly timeLeft: (() => number) | undefined };

export function entry<Event, Answer>(
  service: string,
  work: (event: Event, opened: Opened) => Promise<Answer>,
  choices: (log: Logger) => Choices = () => ({}),
): (event: Event, call?: Call) => Promise<Answer> {
  const log = openLog(service);
  const opened = openDeployed(choices(log));
  return async (event, call) => {
    beginCall(log, call);
    return work(event, {
      log,
      context: { ...(await opened), line: lineOf(log) },
      timeLeft: call && (() => call.getRemainingTimeInMillis()),
    });
  };
}
