import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBench } from '../../support/bench.ts';
import { openCloud } from '../../support/cloud.ts';
import { processOf, type Said } from '../../support/command.ts';
import { openAwsGround } from '../../support/emulated/ground.ts';
import { loadTemplate } from '../../support/emulated/template.ts';
import { declaration, notices } from '../../support/pages.ts';
import type { Driven } from './drive.ts';
import type { StackTemplate } from './resolve.ts';
import { hookHost, openSites, siteHost } from './sites.ts';
import { openStack } from './stack.ts';

const made = fileURLToPath(new URL('../../../cdk.out', import.meta.url));
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A configuration that has every function, and the site of the run alone. */
const configuration = {
  sources: { only: ['site'], extra: [declaration('site', siteHost)] },
  digest: { from: 'Hongtou <digest@example.org>' },
  alarms: { email: 'owner@example.org' },
  signUp: 'open',
  webhooks: [{ url: `https://${hookHost}/new`, for: {}, secretParameter: '/hongtou/hook' }],
};

type Assembly = { readonly dir: string; readonly template: StackTemplate; readonly said: Said };

/** What `hongtou deploy` makes for an account in which the stack stands, up to the moment of deploying it: the template, and the minified bundles. */
async function assemble(config: string): Promise<Assembly> {
  const cloud = await openCloud({
    mail: { sandbox: true },
    identities: { 'example.org': true },
    stack: { status: 'UPDATE_COMPLETE' },
    template: await loadTemplate(),
  });
  // As a deployment of an earlier version leaves it.
  mkdirSync(join(made, 'code', 'api'), { recursive: true });
  writeFileSync(join(made, 'code', 'api', 'chunk-EARLIER.mjs'), '');
  const words = ['deploy', '--dry-run', '--yes', '--email', 'me@example.org', '--domain', 'example.org', '--config', config];
  const said = await processOf(words, cloud.environment);
  await cloud.close();
  return { dir: made, template: JSON.parse(readFileSync(join(made, 'Hongtou.template.json'), 'utf8')), said };
}

/** Builds the stack and opens it in a folder of its own, with the sites of the run. */
export async function openRun(): Promise<Driven & { readonly assembly: Assembly; close(): Promise<void> }> {
  const ground = await openAwsGround();
  const bench = await openBench(undefined, { groundOf: () => ground });
  const sites = await openSites(notices);
  const assembly = await assemble(bench.file('config.json', configuration));
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
