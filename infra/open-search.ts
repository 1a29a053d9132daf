import { type Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { searchEndpoints } from '../shared/model/configuration.ts';
import { InputError } from '../shared/model/errors.ts';
import { group } from '../shared/model/values.ts';
import type { InfraConfig } from './config.ts';
import { allow } from './handler.ts';

type Domain = { readonly service: 'es' | 'aoss'; readonly resource: string };

/**
 * The domain or collection behind an endpoint, as rights name it. Throws InputError for any other address: an own name does not tell the domain, and a domain in a
 * network of its own (`vpc-…`) is out of the functions' reach.
 */
export function domainOf(endpoint: string): Domain {
  const name = group(searchEndpoints.domain.exec(endpoint), 1);
  if (name !== '') return { service: 'es', resource: `domain/${name}/*` };
  const collection = group(searchEndpoints.collection.exec(endpoint), 1);
  if (collection !== '') return { service: 'aoss', resource: `collection/${collection}` };
  throw new InputError(`search.endpoint: "${endpoint}" is no public endpoint of Amazon OpenSearch Service`, { usage: true });
}

/** Rights to an OpenSearch domain of this account and region, where the configuration names one: asking it, and with `fills` also writing. */
export function openSearchAccess(stack: Stack, { searchEndpoint }: InfraConfig, { fills = false } = {}): readonly PolicyStatement[] {
  if (searchEndpoint === undefined) return [];
  const { service, resource } = domainOf(searchEndpoint);
  const arn = `arn:${stack.partition}:${service}:${stack.region}:${stack.account}:${resource}`;
  if (service === 'aoss') return [allow(['aoss:APIAccessAll'], [arn])];
  const shown = `arn:<AWS::Partition>:es:<AWS::Region>:<AWS::AccountId>:${resource}`;
  Validations.of(stack).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::${shown}]`,
    reason: 'Indexes of the domain are paths under it; the domain itself is the one that the configuration names.',
  });
  return [allow(['es:ESHttpPost', ...(fills ? ['es:ESHttpHead', 'es:ESHttpPut'] : [])], [arn])];
}
