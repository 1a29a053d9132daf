import type { DeadLetters } from '../model/dead-message.ts';
import type { StackHealth } from '../model/hour.ts';
import type { Machine, MachineTrouble } from '../model/machine.ts';
import type { Context, Mailer, Notices, Tasks } from '../model/ports.ts';
import type { Secrets } from '../model/webhook.ts';
import { openCounts } from './counts.ts';
import { deployed } from './deployed.ts';
import type { Ground } from './ground.ts';
import { later } from './later.ts';

// Services that a call of a function asks now and then: each is loaded, with its client, when it is first asked.

export const openQueues = ({ queues }: Ground): Tasks =>
  later<Tasks>({ send: true, hide: true, hideMail: true, sendMail: true, sendConfirmation: true, sendErasure: true }, async () =>
    (await import('./tasks.ts')).openQueueTasks(queues),
  );

/** What the instance knows of its own work: what was counted, and dead letters. */
export const openOperations = ({ environment, table }: Ground): Pick<Context, 'counts' | 'deadLetters'> => ({
  counts: openCounts(table),
  deadLetters: later<DeadLetters>(
    { queues: true, count: true, waiting: true, peek: true, hold: true, resend: true, remove: true, explain: true },
    async () => (await import('./dead-letters.ts')).openQueueDeadLetters(environment, table),
  ),
});

/** What AWS is asked about a deployed instance, where its environment names it. */
export function openStack({ environment: { WATCHED_FUNCTIONS: named, WATCHED_API: api } }: Ground): Pick<Context, 'stack'> {
  if (named === undefined || api === undefined) return {};
  const functions = Object.fromEntries(named.split(' ').map((pair) => pair.split('=') as [string, string]));
  const load = async () => (await import('./stack-health.ts')).openStackHealth({ api, functions });
  return { stack: later<StackHealth>({ lastHour: true }, load) };
}

export const openMailService = (): Mailer =>
  later<Mailer>({ send: true }, async () =>
    (await import('./mail.ts')).openSesMailer(deployed() ? process.env['MAIL_CONFIGURATION_SET'] : undefined),
  );

export const openTopic = (): Notices =>
  later<Notices>({ send: true }, async () => (await import('./notices.ts')).openNotices(process.env['ALARM_TOPIC_ARN']));

/** `trouble` is called when a service for machine text fails; no document waits for it. */
export const openMachineText = (
  { table, base: { settings, now } }: Ground,
  trouble: (trouble: MachineTrouble) => void = () => {},
): Machine =>
  later<Machine>({ title: true, gist: true }, async () => (await import('./machine.ts')).openMachine(table, { settings, now, trouble }));

/** Credentials of proxies from parameters of Systems Manager, whose client is loaded by the first request that goes by such a proxy. */
export const openProxySecrets = (): Secrets =>
  later<Secrets>({ read: true, isMissing: true }, async () => (await import('./webhooks/parameter-secrets.ts')).parameterSecrets());
