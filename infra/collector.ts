import type { Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { collectorVariable } from '../shared/model/environment.ts';
import { collectingRights } from './collection.ts';
import type { InfraConfig } from './config.ts';
import { allow } from './handler.ts';
import { collectorPolicyId, collectorQueueId, queueIds } from './names.ts';
import { pin } from './pin.ts';
import { deadLettersOf, queueBefore } from './queue.ts';
import type { SharedResources } from './shared-resources.ts';
import { collectTimeout } from './timeouts.ts';

/**
 * The queue of each machine that collects from elsewhere, by its name: the sources that are assigned to it, and nothing else. What fails for good lies with the dead
 * letters of `collect`, which sends it on when it is sent back.
 */
export const collectorQueues = (stack: Stack, { collectors }: InfraConfig): Readonly<Record<string, Queue>> =>
  Object.fromEntries(
    collectors.map((name) => {
      const shape = { id: collectorQueueId(name), fifo: true, readerTimeout: collectTimeout, maxReceiveCount: 5 };
      return [name, queueBefore(stack, deadLettersOf(stack, queueIds.tasks), shape)];
    }),
  );

export const collectorVariables = (queues: Readonly<Record<string, Queue>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(queues).map(([name, { queueUrl }]) => [collectorVariable('QUEUE_URL', name), queueUrl]));

/**
 * What a collector may do, as a policy that a person attaches to a user or role (docs/runbook.md): what the function may that collects, on the queue of its own,
 * and to ask where all this is. It reads no readers, tokens or sessions. Returns the ARNs by the names of their outputs.
 */
export function collectorPolicies(stack: Stack, ground: SharedResources): Readonly<Record<string, string>> {
  const own = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'];
  const made = Object.entries(ground.collectors).map(([name, { queueArn }]) => {
    const policy = new ManagedPolicy(stack, collectorPolicyId(name), {
      description: `Collects for ${stack.stackName} as ${name}`,
      statements: [...collectingRights(stack, ground), allow(own, [queueArn]), allow(['cloudformation:DescribeStacks'], [stack.stackId])],
    });
    return [collectorVariable('POLICY_ARN', name), pin(policy, collectorPolicyId(name)).managedPolicyArn] as const;
  });
  return Object.fromEntries(made);
}
