import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** Two ways to imitate AWS, asked the same. A client that is absent stands for a service that is not there. */
export type Services = {
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly ses: SESv2Client;
  readonly table: string;
  readonly bucket: string;
  readonly tasks: string;
  readonly mail: string;
  /** Whether it has SNS, SSM and CloudFormation, reached by the environment of this process. */
  readonly others: boolean;
};

/** What is asked, what AWS answers by its documentation, and how to ask. */
export type Probe = { readonly name: string; readonly aws: string; readonly ask: (services: Services) => Promise<unknown> };

/** What comes of it, or the name of the error. */
export const outcome = (work: Promise<unknown>): Promise<unknown> => work.catch((error: Error) => error.name);
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const many = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
/** How many of the writers were told that they wrote: one, or so many that it differs each time. */
export function wins(written: readonly boolean[]): string {
  const winners = written.filter(Boolean).length;
  return winners === 1 ? '1' : 'several at times';
}
