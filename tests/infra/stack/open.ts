import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openBench } from '../../support/bench.ts';
import { openAwsGround } from '../../support/emulated/ground.ts';
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
  const ground = await openAwsGround();
  const bench = await openBench(undefined, { groundOf: () => ground });
  const sites = await openSites(notices);
  const assembly = await synthesise(join(bench.folder, 'cdk.out'), bench.file('config.json', configuration));
  const stack = await openStack({
    assembly: assembly.dir,
    template: assembly.template,
    endpoints: ground.emulators.endpoints,
    sites: sites.sites,
    parameters: { '/hongtou/hook': secret },
    certificates: sites.certificates,
  });
  return {
    stack,
    sites,
    assembly,
    within: (choices, work) => bench.within({ ...choices, config: join(bench.folder, 'config.json') }, work),
    close: async () => {
      await stack.close();
      sites.close();
      await bench.close();
    },
  };
}
