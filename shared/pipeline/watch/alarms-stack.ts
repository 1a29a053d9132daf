import type { Alarm, AlarmState } from '../../model/alarm.ts';
import type { StackHour } from '../../model/hour.ts';
import type { WatchContext } from '../../model/ports.ts';
import type { WatchScene } from './scene.ts';

type Told = { readonly subject: string; readonly state: AlarmState; readonly detail: string; readonly remedy: string };

/** Fewer failures in an hour are left to the tries that follow by themselves. */
const several = 3;
/** SES reviews an account whose mails bounce or are complained of more often, and pauses it at twice and five times that. */
const mostBounces = 0.05;
const mostComplaints = 0.001;
/** Part of the day's quota of mails. */
const nearQuota = 0.8;

const percent = (part: number): string => `${(part * 100).toFixed(2)} %`;

const unwellFunctions = ({ errors, throttles }: StackHour): readonly Told[] => {
  const failing = Object.entries(errors).filter(([, count]) => count >= several);
  const log = 'its log group holds the error; what it was to do is tried again by itself, and lies among the dead letters when that fails';
  return [
    ...failing.map(([name, count]): Told => {
      return {
        subject: `functions ${name}`,
        state: 'failing',
        detail: `the function ${name} failed ${count} times in an hour`,
        remedy: log,
      };
    }),
    ...(throttles >= several
      ? [
          {
            subject: 'functions',
            state: 'throttled' as const,
            detail: `${throttles} calls were refused in an hour, since the account runs no more functions at once`,
            remedy: 'ask AWS for a higher quota of concurrent executions (Service Quotas, AWS Lambda)',
          },
        ]
      : []),
  ];
};

const unwellPages = ({ requests, failures }: StackHour): readonly Told[] =>
  failures >= several
    ? [
        {
          subject: 'pages',
          state: 'failing',
          detail: `${failures} of ${requests} requests were answered with 5xx in an hour`,
          remedy:
            'the log of the function api holds each error with its request; without any there it was stopped: time, memory, or throttled',
        },
      ]
    : [];

type Check = {
  readonly state: AlarmState;
  readonly when: (mail: StackHour['mail']) => boolean;
  readonly says: (mail: StackHour['mail']) => string;
};

const mailChecks: readonly Check[] = [
  {
    state: 'paused',
    when: ({ sending, review }) => !sending || review === 'SHUTDOWN',
    says: () => 'SES has paused sending for the account',
  },
  {
    state: 'reviewed',
    when: ({ review }) => review === 'PROBATION',
    says: () => 'SES reviews the account: too many bounces or complaints',
  },
  {
    state: 'bounces',
    when: ({ bounces = 0 }) => bounces >= mostBounces,
    says: ({ bounces = 0 }) => `${percent(bounces)} of the mails bounce; SES reviews from 5 %, and pauses from 10 %`,
  },
  {
    state: 'complaints',
    when: ({ complaints = 0 }) => complaints >= mostComplaints,
    says: ({ complaints = 0 }) => `${percent(complaints)} of the mails are complained of; SES reviews from 0.1 %, and pauses from 0.5 %`,
  },
  {
    state: 'quota',
    when: ({ sentToday, mostToday }) => mostToday > 0 && sentToday >= mostToday * nearQuota,
    says: ({ sentToday, mostToday }) => `${sentToday} of the ${mostToday} mails that SES allows in 24 hours were sent`,
  },
];

const unwellMail = ({ mail }: StackHour): readonly Told[] =>
  mailChecks
    .filter(({ when }) => when(mail))
    .map(({ state, says }) => ({
      subject: 'mail',
      state,
      detail: says(mail),
      remedy: 'the SES console says why and takes an answer (Account dashboard, Reputation metrics); suppressed readers get no more mails',
    }));

/** What AWS says of the last hour of a deployed instance: functions, pages, mail. Mail is of no concern without a sender. */
export function stackAlarms({ stack, blind }: WatchScene, { settings, now }: WatchContext): readonly Alarm[] {
  const mails = !settings.digest.from.endsWith('@localhost');
  const told: readonly Told[] = stack ? [...unwellFunctions(stack), ...unwellPages(stack), ...(mails ? unwellMail(stack) : [])] : [];
  const unseen: Told[] =
    blind === undefined
      ? []
      : [
          {
            subject: 'watch',
            state: 'blind',
            detail: `AWS did not say how the stack is: ${blind}`,
            remedy: 'may the function watch ask it? See its role',
          },
        ];
  return [...told, ...unseen].map((each) => ({ ...each, since: now().toISOString() }));
}
