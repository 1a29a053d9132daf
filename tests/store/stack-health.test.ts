import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openStackHealth } from '../../shared/store/aws/stack-health.ts';

const now = new Date('2026-11-28T09:07:00Z');
const seconds = (instant: string): number => Date.parse(instant) / 1000;
type Query = {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly MetricName: string; readonly Dimensions?: readonly { Value: string }[] } };
};

/** What the services would say: values by the name of the metric and of what it is about, by the hour. */
const values: Readonly<Record<string, readonly (readonly [at: string, value: number])[]>> = {
  'Count id1': [
    ['2026-11-28T08:00:00Z', 40],
    ['2026-11-28T07:00:00Z', 90],
  ],
  '5xx id1': [['2026-11-28T07:00:00Z', 9]],
  Errors: [['2026-11-28T08:00:00Z', 4]],
  'Errors Hongtou-Collect': [['2026-11-28T08:00:00Z', 4]],
  'Reputation.BounceRate': [
    ['2026-11-28T05:00:00Z', 0.06],
    ['2026-11-28T04:00:00Z', 0.01],
  ],
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}

test('six metrics and the account of the mail service are asked; functions one by one only when some failed', async () => {
  const asked: string[][] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (request.url === '/v2/email/account')
      return response.end(
        JSON.stringify({ SendingEnabled: false, EnforcementStatus: 'PROBATION', SendQuota: { Max24HourSend: 200, SentLast24Hours: 8 } }),
      );
    const { MetricDataQueries } = JSON.parse(body) as { MetricDataQueries: Query[] };
    const names = MetricDataQueries.map(({ MetricStat: { Metric } }) =>
      [Metric.MetricName, Metric.Dimensions?.[0]?.Value].filter(Boolean).join(' '),
    );
    asked.push(names);
    const MetricDataResults = MetricDataQueries.map(({ Id }, n) => {
      const found = values[names[n] ?? ''] ?? [];
      return { Id, Timestamps: found.map(([at]) => seconds(at)), Values: found.map(([, value]) => value) };
    });
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify({ MetricDataResults }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const before = { ...process.env };
  onTestFinished(() => {
    server.close();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, { AWS_ENDPOINT_URL_CLOUDWATCH: url, AWS_ENDPOINT_URL_SESV2: url, AWS_REGION: 'us-east-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  const health = openStackHealth({ api: 'id1', functions: { collect: 'Hongtou-Collect', digest: 'Hongtou-Digest' } });
  expect(await health.lastHour(now)).toEqual({
    requests: 40,
    failures: 0,
    throttles: 0,
    errors: { collect: 4 },
    mail: { sending: false, review: 'PROBATION', sentToday: 8, mostToday: 200, bounces: 0.06 },
  });
  expect(asked.map(({ length }) => length)).toEqual([6, 2]);
  expect(await health.lastHour(new Date('2026-11-28T12:07:00Z'))).toMatchObject({ requests: 0, errors: {} });
  expect(asked.map(({ length }) => length)).toEqual([6, 2, 6]);
});
