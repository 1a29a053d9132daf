import { type Stack, Validations } from 'aws-cdk-lib';
import { prefixesOf, recordedKinds } from '../shared/model/records.ts';
import type { Settings } from '../shared/model/settings.ts';
import { bucketId } from './names.ts';

type Acknowledged = { readonly finding: string; readonly reason: string };

/** Prefixes of the bucket under which a function may name any object, and what lies there. */
const prefixes: readonly (readonly [name: string, what: string])[] = [
  ['evidence/', 'named by the hash of their bytes'],
  ['pages/', 'named by the hash of the list of pages that they keep'],
  ['text/', 'named by the hash of the text'],
  ['search/', 'named by the hash of the index'],
  ['backup/', 'copies of what only the table holds'],
  ['digests/', 'named by the week that they tell of'],
];

/** Tokens are made by a person at the command line, and by no function. */
const writtenRecords = [...new Set(recordedKinds.flatMap(({ partition }) => prefixesOf(partition)))].filter(
  (name) => name !== 'records/token/',
);

/** As cdk-nag writes the bucket: one of the stack's own by its id, one that the configuration names (after a restore) by its name. */
const bucketIn = (store: Settings['store']): string =>
  store === undefined ? `<${bucketId}.Arn>` : `arn:<AWS::Partition>:s3:::${store.bucket}`;

const anyObject = (store: Settings['store']): readonly Acknowledged[] =>
  [...prefixes, ...writtenRecords.map((name) => [name, 'records, named by the item that they keep'] as const)].map(([name, what]) => ({
    finding: `AwsSolutions-IAM5[Resource::${bucketIn(store)}/${name}*]`,
    reason: `Objects under ${name} are ${what}, so no policy can list them; functions delete under search/ alone.`,
  }));

/** Findings of cdk-nag that are accepted, each with the reason. Nothing is deployed with any other (infra/app.ts). */
export const acknowledged = (store?: Settings['store']): readonly Acknowledged[] => [
  {
    finding: 'AwsSolutions-S1',
    reason:
      'The only readers are the functions of this stack, which log what they do; an access log would be a second bucket to guard and pay for.',
  },
  {
    finding: 'AwsSolutions-APIG4',
    reason:
      'The api function asks for a token or session on all but four paths (contract 4), by the code that a laptop runs and the tests try.',
  },
  {
    finding: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
    reason:
      'The condition ses:FromAddress names the one sender; in its sandbox SES asks for the right to the identity of the reader as well.',
  },
  {
    finding: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'GetMetricData, GetAccount and TranslateText know no resources: watch alone asks the first two, and reads; collect alone translates, where it is configured.',
  },
  {
    finding: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:translate:<AWS::Region>:<AWS::AccountId>:terminology/hongtou-*/*]',
    reason: 'The terminology is named by the hash of its words, and its ARN ends with a version that Amazon Translate makes.',
  },
  ...anyObject(store),
];

export function acknowledge(stack: Stack, store: Settings['store']): void {
  for (const { finding, reason } of acknowledged(store)) Validations.of(stack).acknowledge({ id: `AwsSolutions::${finding}`, reason });
}
