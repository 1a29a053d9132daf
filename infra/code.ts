import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { writeBundle } from './bundle.ts';
import type { FunctionName } from './names.ts';
import { shippedSettings } from './shipped-settings.ts';

/**
 * The code of a function: functions/<name>.ts bundled by esbuild on this machine, with the settings that were checked here. Source maps lie in `maps/<name>` beside
 * the template. When bundling is off (the local instance, which runs functions/ itself) the code is a stand-in that is never deployed.
 */
export function codeOf(stack: Stack, name: FunctionName, configFile: string | undefined): Code {
  if (!stack.bundlingRequired) return Code.fromInline('throw new Error("synthesised without its code");');
  const out = Stage.of(stack)?.outdir ?? 'cdk.out';
  const folder = join(out, 'code', name);
  writeBundle(name, folder, join(out, 'maps', name));
  writeFileSync(join(folder, 'settings.json'), shippedSettings(configFile));
  return Code.fromAsset(folder);
}
