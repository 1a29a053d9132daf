import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { StackHealth, StackHour } from '../../model/run.ts';
import { hour } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { patience } from './patience.ts';

/** `functions`: names in the account by our own names. `mail` false: the region has no mail service to ask. */
export type WatchedStack = { readonly api: string; readonly functions: Readonly<Record<string, string>>; readonly mail?: boolean };

type MetricQuery = {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly stat: string;
  readonly of?: readonly [string, string];
};

const day = 24 * hour;

/**
 * Six metrics an hour, at a cent a thousand. Metrics of Lambda without a name are of all functions of the account: only when some failed
 * are ours asked one by one.
 */
const first = ({ api }: WatchedStack): readonly MetricQuery[] => [
  { name: 'requests', namespace: 'AWS/ApiGateway', metric: 'Count', stat: 'Sum', of: ['ApiId', api] },
  { name: 'failures', namespace: 'AWS/ApiGateway', metric: '5xx', stat: 'Sum', of: ['ApiId', api] },
  { name: 'throttles', namespace: 'AWS/Lambda', metric: 'Throttles', stat: 'Sum' },
  { name: 'errors', namespace: 'AWS/Lambda', metric: 'Errors', stat: 'Sum' },
  { name: 'bounces', namespace: 'AWS/SES', metric: 'Reputation.BounceRate', stat: 'Maximum' },
  { name: 'complaints', namespace: 'AWS/SES', metric: 'Reputation.ComplaintRate', stat: 'Maximum' },
];

const errorsOf = ({ functions }: WatchedStack): readonly MetricQuery[] =>
  Object.entries(functions).map(([name, physical]) => ({
    name,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    stat: 'Sum',
    of: ['FunctionName', physical] as const,
  }));

const queryOf = ({ namespace, metric, stat, of }: MetricQuery, n: number): MetricDataQuery => ({
  Id: `m${n}`,
  MetricStat: {
    Metric: { Namespace: namespace, MetricName: metric, ...(of ? { Dimensions: [{ Name: of[0], Value: of[1] }] } : {}) },
    Period: 3600,
    Stat: stat,
  },
});

const valueAt = ({ Timestamps = [], Values = [] }: MetricDataResult, at: number): number | undefined =>
  Values[Timestamps.findIndex((each) => each.getTime() === at)];

export function openStackHealth(stack: WatchedStack): StackHealth {
  const [metrics, mail] = [new CloudWatchClient(patience(15)), new SESv2Client(patience(15))];
  const ask = async (queries: readonly MetricQuery[], to: number) => {
    const range = { StartTime: new Date(to - day), EndTime: new Date(to) };
    const { MetricDataResults = [] } = await metrics.send(new GetMetricDataCommand({ ...range, MetricDataQueries: queries.map(queryOf) }));
    return new Map(MetricDataResults.map((result) => [queries[Number(result.Id?.slice(1))]?.name, result] as const));
  };
  const account = async (): Promise<StackHour['mail']> => {
    if (stack.mail === false) return { sending: true, sentToday: 0, mostToday: -1 };
    const { SendingEnabled = true, EnforcementStatus, SendQuota = {} } = await mail.send(new GetAccountCommand({}));
    const { SentLast24Hours = 0, Max24HourSend = -1 } = SendQuota;
    return { sending: SendingEnabled, ...opt('review', EnforcementStatus), sentToday: SentLast24Hours, mostToday: Max24HourSend };
  };
  return {
    async lastHour(now) {
      const to = Math.floor(now.getTime() / hour) * hour;
      const [found, standing] = await Promise.all([ask(first(stack), to), account()]);
      const sum = (name: string): number => valueAt(found.get(name) ?? {}, to - hour) ?? 0;
      // Rates are measured now and then: the newest of the day stands.
      const newest = (name: string): number | undefined => found.get(name)?.Values?.[0];
      const failing = sum('errors') > 0 ? await ask(errorsOf(stack), to) : new Map<string, MetricDataResult>();
      const errors = [...failing].map(([name, result]) => [name, valueAt(result, to - hour) ?? 0] as const);
      return {
        requests: sum('requests'),
        failures: sum('failures'),
        throttles: sum('throttles'),
        errors: Object.fromEntries(errors.filter(([, count]) => count > 0)),
        mail: { ...standing, ...opt({ bounces: newest('bounces'), complaints: newest('complaints') }) },
      };
    },
  };
}
