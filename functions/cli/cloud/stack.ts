import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListStackResources,
  type Stack,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { opt, orEmpty } from '../../../shared/model/values.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { bad, type Diagnosis, good, unlessAbsent } from './diagnosis.ts';

const templateForm = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() })),
  Outputs: z.record(z.string(), z.unknown()).optional(),
});
export type Template = z.infer<typeof templateForm>;
export const readTemplate = (text: string): Template => templateForm.parse(JSON.parse(text));

export type Outputs = Readonly<Record<string, string>>;

export type StackState = {
  readonly name: string;
  readonly status: string;
  readonly begunAt?: string;
  readonly description: string;
  readonly reason?: string;
  readonly isProtected: boolean;
  readonly outputs: Outputs;
};

const outputsOf = ({ Outputs = [] }: Stack): Outputs =>
  Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [orEmpty(OutputKey), orEmpty(OutputValue)]));

export async function readStack(name: string): Promise<StackState | undefined> {
  const found = await unlessAbsent(new CloudFormationClient(patience(30)).send(new DescribeStacksCommand({ StackName: name })));
  const stack = found?.Stacks?.[0];
  if (!stack) return undefined;
  return {
    name,
    status: orEmpty(stack.StackStatus),
    ...opt('begunAt', (stack.LastUpdatedTime ?? stack.CreationTime)?.toISOString()),
    description: orEmpty(stack.Description),
    ...opt('reason', stack.StackStatusReason),
    isProtected: stack.EnableTerminationProtection === true,
    outputs: outputsOf(stack),
  };
}

/** Other stacks here that work with one of these tables and buckets, by what their outputs name. */
export async function othersWith(names: readonly string[], own: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: new CloudFormationClient(patience(30)) }, {}))
    for (const stack of Stacks) {
      const { RecordTable, EvidenceBucket } = outputsOf(stack);
      const uses = [RecordTable, EvidenceBucket].some((name) => name !== undefined && names.includes(name));
      if (uses && stack.StackName !== own && stack.StackStatus !== 'DELETE_COMPLETE') found.push(orEmpty(stack.StackName));
    }
  return found;
}

export async function deployedTemplate(name: string): Promise<Template> {
  const { TemplateBody } = await new CloudFormationClient(patience(30)).send(new GetTemplateCommand({ StackName: name }));
  return readTemplate(orEmpty(TemplateBody));
}

export type StackResource = { readonly id: string; readonly type: string; readonly physicalId: string };

export async function readResources(name: string): Promise<readonly StackResource[]> {
  const all: StackResource[] = [];
  for await (const page of paginateListStackResources({ client: new CloudFormationClient(patience(30)) }, { StackName: name })) {
    for (const { LogicalResourceId, ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? [])
      all.push({ id: orEmpty(LogicalResourceId), type: orEmpty(ResourceType), physicalId: orEmpty(PhysicalResourceId) });
  }
  return all;
}

/** Nothing works in it, and nothing of its own is kept: a deployment begins anew. */
export const isEmpty = (stack: StackState | undefined): boolean =>
  stack === undefined || ['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'DELETE_COMPLETE'].includes(stack.status);

export function unfinished(name: string, before: StackState | undefined, after: StackState | undefined): string {
  const mend = 'the reason stands above. Mend it, then run this again';
  const begun = after !== undefined && after.status !== 'REVIEW_IN_PROGRESS' && after.begunAt !== before?.begunAt;
  if (!begun) return `nothing was deployed, and ${before ? `${name} is as it was` : `no ${name} was made`}: ${mend}`;
  const took = after.status.includes('ROLLBACK_COMPLETE') ? ', and took back what it did' : '';
  return `CloudFormation did not finish${took} (${name} is ${after.status}): ${mend}`;
}

const ofHongtou = /^Hongtou\b/;

export async function unprotect(name: string): Promise<void> {
  await new CloudFormationClient(patience(30)).send(
    new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: false }),
  );
}

export function stackDiagnosis(stack: StackState | undefined, name: string): Diagnosis {
  if (stack === undefined) return good('stack', `${name} will be made`);
  const { status, description, reason } = stack;
  const why = reason === undefined ? '' : ` (${reason})`;
  if (description !== '' && !ofHongtou.test(description))
    return bad('stack', `there is a stack ${name} of something else: "${description}"`, 'choose another name with --name');
  if (isEmpty(stack))
    return good(
      'stack',
      `${name} is ${status}${why}`,
      'an earlier first deployment did not succeed; what it left of the stack is removed first',
    );
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return bad('stack', `${name} is ${status}${why}`, `CloudFormation console, ${name}, "Continue update rollback"; then run this again`);
  if (status.endsWith('_FAILED'))
    return bad(
      'stack',
      `${name} is ${status}${why}`,
      `npx hongtou destroy --name ${name} removes what is left of it and keeps the data; then run this again`,
    );
  if (status.endsWith('_IN_PROGRESS')) return bad('stack', `${name} is ${status}${why}`, 'wait until that has ended, then run this again');
  return good('stack', `${name} is ${status}`);
}
