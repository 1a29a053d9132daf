import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { acknowledged } from '../../infra/acknowledged.ts';
import { readInfraConfig } from '../../infra/config.ts';
import { hongtou } from '../../infra/stack.ts';

const searchEndpoint = 'https://search-hongtou-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com';

type Report = { readonly pluginReports?: readonly { readonly violations?: readonly { readonly ruleName: string }[] }[] };

test('cdk-nag finds nothing but what is acknowledged with a reason', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'hongtou-nag-'));
  try {
    const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } });
    hongtou(app, {
      ...readInfraConfig(undefined),
      from: 'digest@example.org',
      alarmEmail: 'owner@example.org',
      webhookSecrets: ['hook'],
      searchEndpoint,
    });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    app.synth();
    const { pluginReports = [] } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
    expect(pluginReports).toHaveLength(1);
    expect(pluginReports.flatMap(({ violations = [] }) => violations.map(({ ruleName }) => ruleName))).toEqual([]);
    expect(acknowledged.filter(({ reason }) => reason.length < 60)).toEqual([]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
