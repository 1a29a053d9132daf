import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { functionId, functionNames, optionalFunctionNames } from '../../infra/config.ts';
import { variables } from '../../shared/model/configuration.ts';
import { hour } from '../../shared/model/time.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { at, named, type Resource, resources, resourcesOf, wholeTemplate } from '../infra/template.ts';
import { type Change, changesOf, judge, type Missing, type Published, type Rule, ruleOf, type State } from '../support/cloudwatch.ts';
import { reported } from './report.ts';

/** Every alarm of the template is fired and cleared once by what feeds its metric: schedules of the template, real functions that fail. */

const whole = resourcesOf(await wholeTemplate());
const ofType = (type: string): readonly Resource[] => whole.filter((each) => each.type === type);
const minute = 60_000;
const rules = ofType('AWS::CloudWatch::Alarm').map(ruleOf);

/** All is well for so long, then something is wrong, then all is well again. */
const begin = Date.parse('2026-11-25T00:00:00Z');
const [ill, well, end] = [begin + 12 * hour, begin + 36 * hour, begin + 60 * hour];
type Span = { readonly from: number; readonly to: number };
const spans: readonly (Span & { readonly ill: boolean })[] = [
  { from: begin, to: ill, ill: false },
  { from: ill, to: well, ill: true },
  { from: well, to: end, ill: false },
];

const nameOf = (id: string) => [...functionNames, ...optionalFunctionNames].find((name) => functionId(name) === id) ?? expect.fail(id);

/** When a function is called: by its schedule in the template. */
function callsOf(id: string, { from, to }: Span): readonly number[] {
  const schedule = ofType('AWS::Scheduler::Schedule').find(({ properties }) => named(at(properties, 'Target.Arn')) === id);
  const cron = /^cron\((.+)\)$/.exec(String(schedule?.properties['ScheduleExpression']))?.[1];
  const [minutes = ''] = (cron ?? expect.fail(`${id} has no schedule`)).split(' ');
  const [from0 = 0, step = 60] = minutes.split('/').map(Number);
  const listed = minutes.includes('/') ? Array.from({ length: 60 / step }, (_, n) => from0 + n * step) : minutes.split(',').map(Number);
  return Array.from({ length: (to - from) / minute }, (_, n) => from + n * minute).filter((call) => listed.includes((call / minute) % 60));
}

/** A call that nobody waits for is tried again, a minute later. */
const triesOf = (id: string): number => {
  const config = ofType('AWS::Lambda::EventInvokeConfig').find(({ properties }) => named(properties['FunctionName']) === id);
  return 1 + Number(config?.properties['MaximumRetryAttempts'] ?? 0);
};

/** Whether a real function, whose table does not answer, ends with an error: what Lambda counts. */
async function failsToday(id: string): Promise<boolean> {
  const { handler } = (await import(`../../functions/${nameOf(id)}.ts`)) as { handler(event: unknown, call: object): Promise<unknown> };
  return handler({}, {}).then(
    () => false,
    () => true,
  );
}

beforeAll(() => {
  const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1' };
  Object.assign(process.env, nobody, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
  for (const name of variables) process.env[name] = `http://127.0.0.1:1/${name}`;
});

type Feed = (rule: Rule, span: (typeof spans)[number]) => Promise<readonly Published[]>;

/** What feeds each metric that an alarm may be made of. An alarm of another metric has no proof, and fails. */
const feeds: Readonly<Record<string, Feed>> = {
  'AWS/Lambda Invocations': async ({ of: { FunctionName = '' } }, span) =>
    span.ill ? [] : callsOf(FunctionName, span).map((call) => ({ at: call, value: 1 })),
  'AWS/Lambda Errors': async ({ of: { FunctionName = '' } }, span) => {
    const value = span.ill ? Number(await failsToday(FunctionName)) : 0;
    return callsOf(FunctionName, span).flatMap((call) =>
      Array.from({ length: span.ill ? triesOf(FunctionName) : 1 }, (_, n) => ({ at: call + n * minute, value })),
    );
  },
};

async function played(rule: Rule): Promise<readonly Change[]> {
  const feed = feeds[rule.metric] ?? expect.fail(`${rule.id}: nothing here feeds ${rule.metric}; write what does`);
  const published: Published[] = [];
  for (const span of spans) published.push(...(await feed(rule, span)));
  return changesOf(rule, published, begin, end);
}

const advice = readFileSync(new URL('../../docs/alarms.md', import.meta.url), 'utf8');
/** What docs/alarms.md says under the section that an alarm names. */
const sectionOf = (says: string): string => {
  const page = /docs\/alarms\.md#([\w-]+)$/.exec(says)?.[1];
  return orEmpty(advice.split(new RegExp(`^### ${page}$`, 'm'))[1]?.split(/^#/m)[0]).trim();
};

test('the rules by which alarms are judged here are those of the guide of CloudWatch', () => {
  const [good, bad, none] = [0, 1, undefined];
  const three = (missing: Missing) => ({ periods: 3, toAlarm: 3, breaches: (value: number) => value > 0, missing });
  const all: readonly Missing[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
  const before: State = 'OK';
  const rows: readonly (readonly [readonly (number | undefined)[], readonly State[]])[] = [
    [
      [good, none, bad, none, bad],
      ['OK', 'OK', 'OK', 'OK'],
    ],
    [
      [none, none, none, none, good],
      ['OK', 'OK', 'OK', 'OK'],
    ],
    [
      [none, none, none, none, none],
      ['INSUFFICIENT_DATA', before, 'ALARM', 'OK'],
    ],
    [
      [good, bad, bad, none, bad],
      ['ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ],
    [
      [none, none, bad, none, none],
      ['ALARM', before, 'ALARM', 'OK'],
    ],
  ];
  for (const [values, states] of rows) expect(all.map((missing) => judge(three(missing), values, before))).toEqual(states);
});

test('each alarm of the template is fired and cleared once by what feeds it, tells it, and says what to do', async () => {
  expect(rules).toHaveLength(3);
  expect(ofType('AWS::Logs::MetricFilter').map(({ id }) => id)).toEqual([]);
  const wrong: string[] = [];
  const figures = { fired: 0, cleared: 0, withoutAdvice: 0 };
  for (const rule of rules) {
    const changes = await played(rule);
    const during = changes.filter((change) => change.at > ill && change.at <= well);
    const quiet = changes.filter((change) => change.at <= ill && change.state !== 'OK');
    const fired = during[0] !== undefined && rule.tells.includes(during[0].state) && quiet.length === 0;
    const cleared = changes.at(-1)?.state === 'OK' && Number(changes.at(-1)?.at) >= well;
    const told = sectionOf(rule.says).length > 60 && rule.says.length > 60;
    figures.fired += Number(fired);
    figures.cleared += Number(cleared);
    figures.withoutAdvice += Number(!told);
    if (!fired || !cleared || !told)
      wrong.push(
        `${rule.id} ${JSON.stringify({ fired, cleared, told, changes: changes.map(({ at: when, state }) => [(when - ill) / minute, state]) })}`,
      );
  }
  expect(wrong).toEqual([]);
  reported(69, {
    neverFired: rules.length - figures.fired,
    neverCleared: rules.length - figures.cleared,
    withoutAdvice: figures.withoutAdvice,
  });
});

test('the budget tells at four fifths, and when the month will pass it', () => {
  for (const { properties } of [...ofType('AWS::Budgets::Budget'), ...resources.filter(({ type }) => type === 'AWS::Budgets::Budget')]) {
    const notes = properties['NotificationsWithSubscribers'] as readonly {
      readonly Notification: Record<string, unknown>;
      readonly Subscribers: readonly unknown[];
    }[];
    const tells = (type: string, spent: number): boolean =>
      notes.some(
        ({ Notification: { NotificationType, Threshold, ComparisonOperator }, Subscribers }) =>
          NotificationType === type && ComparisonOperator === 'GREATER_THAN' && spent > Number(Threshold) && Subscribers.length > 0,
      );
    expect([tells('ACTUAL', 79), tells('ACTUAL', 81), tells('FORECASTED', 99), tells('FORECASTED', 101)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  }
  expect(sectionOf('docs/alarms.md#budget-reached')).toContain('four fifths');
});

test('a heartbeat that misses two slots, or has no metrics at all, tells within the time that docs/alarms.md names', async () => {
  const beats = rules.filter(({ metric }) => metric === 'AWS/Lambda Invocations');
  const after = new Map<string, number>();
  for (const rule of beats) {
    const fired = (await played(rule)).find((change) => change.at > ill);
    after.set(orEmpty(rule.of['FunctionName']), (Number(fired?.at) - ill) / minute);
  }
  expect([...after.keys()].toSorted()).toEqual([functionId('schedule'), functionId('watch')]);
  expect(after.get(functionId('watch'))).toBeLessThanOrEqual(240);
  const minutes = Number(after.get(functionId('schedule')));
  reported(68, { fired: Number(minutes > 0), minutes });
});
