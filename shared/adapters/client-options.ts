import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { SmallObjects } from './small-objects.ts';
import type { AskTable } from './table-asking.ts';

/** Services whose clients may be reached otherwise than by the network, by their names in `AWS_ENDPOINT_URL_…`. */
export type Service = 'DYNAMODB' | 'S3' | 'SQS' | 'SESV2';

export type ClientOptions = Pick<DynamoDBClientConfig, 'requestHandler' | 'credentials' | 'logger' | 'cacheMiddleware'> & {
  readonly endpoint?: string;
};
/** A client that was opened, as far as every service's is the same. */
export type OpenedClient = { readonly config: unknown; readonly middlewareStack: { remove(step: string): boolean } };
/** How the clients of a service are reached: what they are opened with, and what is done to them then. */
export type Reached = {
  readonly options: ClientOptions;
  readonly prepare?: (client: OpenedClient) => void;
  /** DynamoDB and S3, where they are asked without a client at all. */
  readonly table?: AskTable;
  readonly objects?: (bucket: string) => SmallObjects;
};

let choose: (service: Service) => Reached = () => ({ options: {} });

/** Set by the local instance alone, for the emulators of its own process; on AWS nobody sets it. */
export function reachServicesBy(choice: (service: Service) => Reached): void {
  choose = choice;
}

/** How a service is reached now. */
export const reachedBy = (service: Service): Reached => choose(service);

/** Opens a client that is reached in one way. What stands between a command and its request is put together once for each command: nobody changes it later. */
export function openReached<Client extends OpenedClient>({ options, prepare }: Reached, open: (options: ClientOptions) => Client): Client {
  const client = open({ cacheMiddleware: true, ...options });
  prepare?.(client);
  return client;
}

/** Opens a client of a service. */
export const openClient = <Client extends OpenedClient>(service: Service, open: (options: ClientOptions) => Client): Client =>
  openReached(choose(service), open);
