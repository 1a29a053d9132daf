import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { orEmpty } from '../../../shared/model/values.ts';
import { openBench } from '../../support/bench.ts';
import { declaration, notices } from '../../support/pages.ts';
import type { Driven } from './drive.ts';
import type { StackTemplate } from './resolve.ts';
import { hookHost, openSites, siteHost } from './sites.ts';
import { openStack } from './stack.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A configuration that has every function, and the site of the run alone. */
const configuration = {
  sources: { only: ['site'], extra: [declaration('site', siteHost)] },
  digest: { from: 'Hongtou <digest@example.org>' },
  alarms: { email: 'owner@example.org' },
  signUp: 'open',
  webhooks: [{ url: `https://${hookHost}/new`, for: {}, secretParameter: '/hongtou/hook' }],
};

type Assembly = { readonly dir: string; readonly template: StackTemplate };

/** Synthesises the stack as `cdk deploy` would, with the minified bundles. */
async function synthesise(dir: string, config: string): Promise<Assembly> {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const env = {
    ...process.env,
    CDK_OUTDIR: dir,
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'hongtou:config': config }),
    NODE_NO_WARNINGS: '1',
  };
  await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { env, cwd: root });
  return { dir, template: JSON.parse(readFileSync(join(dir, 'Hongtou.template.json'), 'utf8')) };
}

/** Builds the stack and opens it in a folder of its own, with the sites of the run. */
export async function openRun(): Promise<Driven & { readonly assembly: Assembly; close(): Promise<void> }> {
  const bench = await openBench();
  const sites = await openSites(notices);
  const assembly = await synthesise(join(bench.folder, 'cdk.out'), bench.file('config.json', configuration));
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SESV2, AWS_SECRET_ACCESS_KEY } = bench.local.environment;
  const token = orEmpty(AWS_SECRET_ACCESS_KEY);
  const endpoints = {
    dynamodb: orEmpty(AWS_ENDPOINT_URL_DYNAMODB),
    objects: orEmpty(AWS_ENDPOINT_URL_S3),
    mail: orEmpty(AWS_ENDPOINT_URL_SESV2),
  };
  const stack = await openStack({
    assembly: assembly.dir,
    template: assembly.template,
    services: { endpoints, token },
    sites: sites.sites,
    parameters: { '/hongtou/hook': secret },
    certificates: sites.certificates,
  });
  return {
    stack,
    sites,
    assembly,
    services: { url: endpoints.objects, token },
    within: (choices, work) => bench.within({ ...choices, config: join(bench.folder, 'config.json') }, work),
    close: async () => {
      await stack.close();
      sites.close();
      await bench.close();
    },
  };
}
