import { isDeepStrictEqual } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { readEnvironment } from '../../shared/model/configuration.ts';
import { InputError, messageOf } from '../../shared/model/errors.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { parameterSecrets } from '../../shared/store/aws/parameters.ts';
import { patience } from '../../shared/store/aws/patience.ts';
import { type Choices, openDeployed as openContext } from '../open.ts';
import { localConfiguration } from '../settings.ts';
import type { Instance } from './instance.ts';
import { networkTrouble } from './system-trouble.ts';

/** Outputs of the stack are named like the variables, without underscores, which CloudFormation does not allow. */
const variableOf = (output: string): string => output.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

/** The sender is of the deployment (`--email`, `--domain`). */
function withoutSender(configuration: unknown): object {
  const { digest: { from: _from, ...digest } = {}, ...rest } = configuration as { readonly digest?: { readonly from?: string } };
  return { ...rest, digest };
}

export const differsFrom = (deployed: unknown, local: unknown): boolean =>
  local !== undefined && !isDeepStrictEqual(withoutSender(local), withoutSender(deployed));

export async function outputsOf(stack: string): Promise<Readonly<Record<string, string>>> {
  const { Stacks } = await new CloudFormationClient(patience(30))
    .send(new DescribeStacksCommand({ StackName: stack }))
    .catch((error: unknown) => {
      const unreached = networkTrouble(error);
      const detail = unreached ?? `${messageOf(error)}; check AWS_PROFILE, AWS_REGION and the name`;
      throw new InputError(`--stack ${stack}: ${detail}`);
    });
  const outputs = (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [variableOf(orEmpty(OutputKey)), orEmpty(OutputValue)]);
  return Object.fromEntries(outputs);
}

export async function openDeployed<T>(stack: string, choices: Choices, work: (instance: Instance) => Promise<T>): Promise<T> {
  const environment = await outputsOf(stack);
  if (environment['RECORD_TABLE'] === undefined)
    throw new InputError(
      `--stack ${stack}: no stack of Hongtou, or one that was not made to its end; "hongtou deploy --dry-run" says how it is`,
    );
  const baseUrl = environment['BASE_URL'];
  const context = await openContext(
    {
      secrets: parameterSecrets(),
      keptFirst: true,
      elsewhere: true,
      ...choices,
      ...opt('baseUrl', baseUrl),
    },
    readEnvironment(environment),
  );
  if (choices.config === undefined && differsFrom(context.configuration, localConfiguration()))
    console.error(`hongtou.config.json is not what ${stack} was deployed with; this command goes by what was deployed`);
  try {
    return await work({ context, deployed: true, drain: async () => {}, check: async () => {}, checkDaily: async () => {} });
  } finally {
    await context.reader.close();
  }
}
