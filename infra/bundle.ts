import { fileURLToPath } from 'node:url';
import type { Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  type ICommandHooks,
  type NodejsFunctionProps,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import type { FunctionName } from './names.ts';

export const target = 'node24';
export const mainFields = ['module', 'main'] as const;

const root = fileURLToPath(new URL('..', import.meta.url));

export type BundleShape = { readonly name: FunctionName; readonly configFile?: string };

// CommonJS packages inside an ES module bundle still call require.
export const banner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * The code of a function: functions/<name>.ts bundled by esbuild on this machine (no container), with functions/reader.ts, the parsing worker, beside it as
 * reader.js (opening the context looks for it in every function) with the chunks for files, and the configuration. When bundling is off (the local instance, which
 * runs functions/ itself) the code is a stand-in that is never deployed.
 */
export function bundle(stack: Stack, shape: BundleShape): NodejsFunctionProps {
  if (!stack.bundlingRequired)
    return { handler: 'index.handler', code: Code.fromInline('throw new Error("synthesised without its code");') };
  const bundling: BundlingOptions = {
    format: OutputFormat.ESM,
    target,
    mainFields: [...mainFields],
    banner,
    bundleAwsSDK: true,
    forceDockerBundling: false,
    sourceMap: true,
    sourceMapMode: SourceMapMode.DEFAULT,
    minify: true,
    keepNames: true,
    commandHooks: hooks(shape),
  };
  return {
    entry: `${root}functions/${shape.name}.ts`,
    handler: 'handler',
    projectRoot: root,
    depsLockFilePath: `${root}package-lock.json`,
    bundling,
  };
}

function hooks({ name, configFile }: BundleShape): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => [
      // reader.js is an ES module like index.mjs.
      `echo '{"type":"module"}' > ${quote(`${output}/package.json`)}`,
      readerCommand(output),
      ...(name === 'collect' ? cmapsCommands(output) : []),
      ...(name === 'api' ? [`cp ${quote(`${root}shared/pages/hongtou.css`)} ${quote(output)}`] : []),
      ...(configFile ? [`cp ${quote(configFile)} ${quote(`${output}/hongtou.config.json`)}`] : []),
    ],
  };
}

/** The worker is split, so that the libraries for files are loaded when a file comes. */
const readerCommand = (output: string): string =>
  [
    quote(`${root}node_modules/.bin/esbuild`),
    quote(`${root}functions/reader.ts`),
    `--bundle --splitting --platform=node --target=${target} --format=esm --minify --keep-names --main-fields=${mainFields.join()}`,
    `--banner:js=${quote(banner)}`,
    `--outdir=${quote(output)} --entry-names=[name] --chunk-names=reader-[hash]`,
  ].join(' ');

/** The character maps that PDF files refer to; only this function reads files. */
const cmapsCommands = (output: string): readonly string[] => [
  `mkdir -p ${quote(`${output}/cmaps`)}`,
  `cp ${quote(`${root}node_modules/pdfjs-dist/cmaps`)}/*.bcmap ${quote(`${output}/cmaps`)}`,
];

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
