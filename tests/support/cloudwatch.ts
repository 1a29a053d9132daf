import { at, named, type Resource } from '../infra/template.ts';

/**
 * Judges alarms of a template as CloudWatch does, by what its guide says (docs.aws.amazon.com, "Alarm evaluation" and "Configuring how CloudWatch alarms treat
 * missing data"). What an alarm says that is not known here throws: a new kind of alarm is not taken for an old one.
 */

export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
/** A value that a service publishes of a metric at an instant. */
export type Published = { readonly at: number; readonly value: number };
export type Missing = 'missing' | 'ignore' | 'breaching' | 'notBreaching';
export type Change = { readonly at: number; readonly state: State };

export type Rule = {
  readonly id: string;
  readonly metric: string;
  /** Logical ids of what the metric is of, by dimension. */
  readonly of: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  readonly periodMs: number;
  readonly periods: number;
  readonly toAlarm: number;
  readonly breaches: (value: number) => boolean;
  readonly missing: Missing;
  /** States whose beginning is told. */
  readonly tells: readonly State[];
  readonly says: string;
};

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
const known = new Set([
  ...['AlarmActions', 'AlarmDescription', 'ComparisonOperator', 'DatapointsToAlarm', 'Dimensions', 'EvaluationPeriods'],
  ...['InsufficientDataActions', 'MetricName', 'Namespace', 'OKActions', 'Period', 'Statistic', 'Tags', 'Threshold', 'TreatMissingData'],
]);

/** An alarm of the template, read. Throws for one that is not understood. */
export function ruleOf({ id, properties }: Resource): Rule {
  const unknown = Object.keys(properties).filter((name) => !known.has(name));
  const compare = comparisons[String(properties['ComparisonOperator'])];
  const { Statistic: statistic, TreatMissingData: missing = 'missing' } = properties;
  if (unknown.length > 0 || !compare || (statistic !== 'Sum' && statistic !== 'Maximum'))
    throw new Error(`${id}: ${unknown.join(', ')} ${String(properties['ComparisonOperator'])} ${String(statistic)} is not understood`);
  const actions = { ALARM: 'AlarmActions', OK: 'OKActions', INSUFFICIENT_DATA: 'InsufficientDataActions' } as const;
  const dimensions = (properties['Dimensions'] ?? []) as readonly { readonly Name: string; readonly Value: unknown }[];
  return {
    id,
    metric: `${String(properties['Namespace'])} ${String(properties['MetricName'])}`,
    of: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, named(Value)])),
    statistic,
    periodMs: Number(properties['Period']) * 1000,
    periods: Number(properties['EvaluationPeriods']),
    toAlarm: Number(properties['DatapointsToAlarm'] ?? properties['EvaluationPeriods']),
    breaches: (value) => compare(value, Number(properties['Threshold'])),
    missing: missing as Missing,
    tells: Object.entries(actions).flatMap(([state, name]) => (((at(properties, name) ?? []) as []).length > 0 ? [state as State] : [])),
    says: String(properties['AlarmDescription']),
  };
}

/** CloudWatch looks at more periods than an alarm names, lest one late value decides: in its guide at five for an alarm of three. */
const lookedAt = (periods: number): number => periods + 2;

/** The state by the values of the last periods, the newest last; undefined is missing. */
export function judge(
  rule: Pick<Rule, 'periods' | 'toAlarm' | 'breaches' | 'missing'>,
  values: readonly (number | undefined)[],
  before: State,
): State {
  const { periods, toAlarm, breaches, missing } = rule;
  const whole = values.slice(-periods).filter((value) => value !== undefined);
  const real = values.filter((value) => value !== undefined);
  // Values from farther back stand in for missing ones.
  const judged = whole.length === periods ? whole : real.slice(-periods);
  const breaching = judged.filter(breaches).length;
  if (judged.length === periods) return breaching >= toAlarm ? 'ALARM' : 'OK';
  if (missing === 'breaching') return breaching + periods - judged.length >= toAlarm ? 'ALARM' : 'OK';
  if (missing === 'notBreaching') return breaching >= toAlarm ? 'ALARM' : 'OK';
  if (real.length === 0) return missing === 'missing' ? 'INSUFFICIENT_DATA' : before;
  if (breaching < judged.length) return breaching >= toAlarm ? 'ALARM' : 'OK';
  // All that is there breaches. It counts as lasting when the oldest of it is as old as the alarm asks.
  const oldest = values.length - values.findIndex((value) => value !== undefined);
  return missing === 'missing' && oldest >= toAlarm ? 'ALARM' : before;
}

/** How the state of an alarm changes from one instant to another, looked at when each of its periods ends. */
export function changesOf(rule: Rule, published: readonly Published[], from: number, to: number): readonly Change[] {
  const { periodMs, statistic } = rule;
  const points = new Map<number, number>();
  for (const { at: when, value } of published) {
    const period = Math.floor(when / periodMs);
    const held = points.get(period);
    points.set(period, held === undefined ? value : statistic === 'Sum' ? held + value : Math.max(held, value));
  }
  const changes: Change[] = [];
  let state: State = 'INSUFFICIENT_DATA';
  for (let end = Math.ceil(from / periodMs); end * periodMs <= to; end += 1) {
    const values = Array.from({ length: lookedAt(rule.periods) }, (_, n) => points.get(end - lookedAt(rule.periods) + n));
    const next = judge(rule, values, state);
    if (next !== state) changes.push({ at: end * periodMs, state: next });
    state = next;
  }
  return changes;
}
