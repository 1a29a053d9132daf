import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** Services whose clients may be reached otherwise than by the network, by their names in `AWS_ENDPOINT_URL_…`. */
export type Service = 'DYNAMODB' | 'S3' | 'SQS' | 'SESV2';

export type ClientOptions = Pick<DynamoDBClientConfig, 'requestHandler' | 'signer' | 'credentials' | 'logger'> & {
  readonly endpoint?: string;
};

let choose: (service: Service) => ClientOptions = () => ({});

/** Set by the local instance alone, for the emulators of its own process; on AWS nobody sets it. */
export function reachServicesBy(choice: (service: Service) => ClientOptions): void {
  choose = choice;
}

/** What a client of a service is opened with, beside what the environment says. */
export const clientOptions = (service: Service): ClientOptions => choose(service);
