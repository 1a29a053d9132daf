import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { type InfraConfig, infraConfigOf, mailType, readInfraConfig, usualSettings } from '../../infra/config.ts';
import { acknowledged, hongtou } from '../../infra/stack.ts';
import { regions } from '../../shared/registry/places.ts';
import { reported } from '../faults/report.ts';
import { resources, withWholeConfig } from './template.ts';

type Finding = { readonly ruleName: string; readonly acknowledgedId?: string };
type Report = {
  readonly pluginReports: readonly { readonly violations: readonly Finding[]; readonly suppressedViolations: readonly Finding[] }[];
};

/** What cdk-nag reports of the stack of a configuration, checked as infra/app.ts does, and whether synthesis went through. */
async function checked(
  config: InfraConfig,
  more: (stack: Stack) => void = () => {},
): Promise<Report['pluginReports'][number] & { through: boolean; types: readonly string[] }> {
  const outdir = mkdtempSync(join(tmpdir(), 'hongtou-nag-'));
  try {
    const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } });
    more(hongtou(app, config));
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    let through = true;
    try {
      app.synth();
    } catch {
      through = false;
    }
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
    const { Resources } = JSON.parse(readFileSync(join(outdir, 'Hongtou.template.json'), 'utf8')) as {
      Resources: Record<string, { Type: string }>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    return { ...(pluginReports[0] ?? { violations: [], suppressedViolations: [] }), through, types };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The stack with everything that a configuration can switch on, and a queue as nobody should make it. */
test('cdk-nag stops at what has no reason, and every reason answers something that it finds', async () => {
  const config = await withWholeConfig((file) => readInfraConfig(file, { deployed: true }));
  const { violations, suppressedViolations, through } = await checked(config, (stack) => void new Queue(stack, 'Careless'));
  expect(through).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName).toSorted()).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
  const answered = new Set(suppressedViolations.map(({ acknowledgedId }) => acknowledgedId));
  const reasons = acknowledged();
  expect(reasons.filter(({ finding }) => !answered.has(`AwsSolutions::${finding}`)).map(({ finding }) => finding)).toEqual([]);
  const withoutReason = reasons.filter(({ reason }) => reason.length < 60);
  expect(withoutReason).toEqual([]);
  // Two are of the careless queue.
  reported(59, { errors: violations.length - 2, withoutReason: withoutReason.length });
});

test('a store that the configuration names, as the runbook writes it, is let through', async () => {
  const [, written = ''] = /^"store": (\{.+\})$/m.exec(readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')) ?? [];
  const named = written.replace('THE_BUCKET', 'hongtou-evidencebucket-2def');
  const config = await withWholeConfig((file) => readInfraConfig(file, { deployed: true }), { store: JSON.parse(named) });
  expect(config.store).toEqual({ table: 'NEW', bucket: 'hongtou-evidencebucket-2def' });
  const { violations, through } = await checked(config);
  expect(violations).toEqual([]);
  expect(through).toBe(true);
});

/** Rows of the table of regions that lack the same, once. */
const lacking = [...new Map(regions.filter(({ lacks }) => lacks.length > 0).map((row) => [row.lacks.join(), row])).values()];

test.each(lacking)('the stack of $region does without what CloudFormation does not know there', async ({ lacks }) => {
  const { types, through, violations } = await checked({ ...infraConfigOf(usualSettings(), true), lacks });
  expect(types.filter((type) => lacks.includes(type) || (lacks.includes(mailType) && type.startsWith('AWS::SES::')))).toEqual([]);
  expect([through, violations]).toEqual([true, []]);
});

test('the table of regions speaks of types that the stack is made of', async () => {
  const made = new Set(resources.map(({ type }) => type));
  expect([...new Set(regions.flatMap(({ lacks }) => lacks))].filter((type) => !made.has(type))).toEqual([]);
});
