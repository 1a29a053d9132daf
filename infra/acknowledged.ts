import { type Stack, Validations } from 'aws-cdk-lib';
import { prefixesOf, recordedKinds } from '../shared/model/records.ts';

const prefix = (name: string, what: string) => ({
  finding: `AwsSolutions-IAM5[Resource::<EvidenceBucket.Arn>/${name}*]`,
  reason: `Objects under ${name} are ${what}, so no policy can list them; functions delete under search/ alone.`,
});

/** Tokens are made by a person at the command line, and by no function. */
const writtenRecords = [...new Set(recordedKinds.flatMap(({ partition }) => prefixesOf(partition)))].filter(
  (name) => name !== 'records/token/',
);

/** Findings of cdk-nag that are accepted, each with the reason. Nothing is deployed with any other (infra/app.ts). */
export const acknowledged: readonly { readonly finding: string; readonly reason: string }[] = [
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
  prefix('evidence/', 'named by the hash of their bytes'),
  prefix('pages/', 'named by the hash of the list of pages that they keep'),
  prefix('text/', 'named by the hash of the text'),
  prefix('search/', 'named by the hash of the index'),
  prefix('backup/', 'copies of what only the table holds'),
  prefix('digests/', 'named by the week that they tell of'),
  ...writtenRecords.map((name) => prefix(name, 'records, named by the item that they keep')),
];

export function acknowledge(stack: Stack): void {
  for (const { finding, reason } of acknowledged) Validations.of(stack).acknowledge({ id: `AwsSolutions::${finding}`, reason });
}
