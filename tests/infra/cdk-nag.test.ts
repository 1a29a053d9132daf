import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { acknowledged } from '../../infra/acknowledged.ts';
import { readInfraConfig } from '../../infra/read-config.ts';
import { hongtou } from '../../infra/stack.ts';
import { reported } from '../faults/report.ts';
import { withWholeConfig } from './template.ts';

type Finding = { readonly ruleName: string; readonly acknowledgedId?: string };
type Report = {
  readonly pluginReports: readonly { readonly violations: readonly Finding[]; readonly suppressedViolations: readonly Finding[] }[];
};

/** The stack with everything that a configuration can switch on, checked as infra/app.ts does, and a queue as nobody should make it. */
test('cdk-nag stops at what has no reason, and every reason answers something that it finds', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'hongtou-nag-'));
  try {
    const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } });
    const stack = hongtou(app, await withWholeConfig((file) => readInfraConfig(file, { deployed: true })));
    new Queue(stack, 'Careless');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).toThrow();
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
    const [{ violations, suppressedViolations } = { violations: [], suppressedViolations: [] }] = pluginReports;
    expect(violations.map(({ ruleName }) => ruleName).toSorted()).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
    const answered = new Set(suppressedViolations.map(({ acknowledgedId }) => acknowledgedId));
    expect(acknowledged.filter(({ finding }) => !answered.has(`AwsSolutions::${finding}`)).map(({ finding }) => finding)).toEqual([]);
    const withoutReason = acknowledged.filter(({ reason }) => reason.length < 60);
    expect(withoutReason).toEqual([]);
    // Two are of the careless queue.
    reported(59, { errors: violations.length - 2, withoutReason: withoutReason.length });
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
