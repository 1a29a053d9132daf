import { Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { searchEndpoints } from '../shared/model/configuration.ts';
import { UsageError } from '../shared/model/errors.ts';
import { erasablePrefix, writeOncePrefixes } from '../shared/model/records.ts';
import { group } from '../shared/model/values.ts';
import { allow, pin } from './code.ts';
import { bucketId, type InfraConfig, tableId } from './config.ts';

/**
 * What is written once stays: under evidence/, text/, records/ and readers/ nothing is replaced, and nothing but readers is deleted, by
 * anybody. Whoever has to (an order of a court) changes this policy first, and that is logged.
 */
function keepForGood(bucket: Bucket): void {
  const under = (prefixes: readonly string[]): string[] => prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  const deny = (sid: string, rest: { actions: string[]; resources: string[]; conditions?: Record<string, unknown> }) =>
    bucket.addToResourcePolicy(new PolicyStatement({ sid, effect: Effect.DENY, principals: [new AnyPrincipal()], ...rest }));
  deny('NothingIsReplaced', {
    actions: ['s3:PutObject'],
    resources: under(writeOncePrefixes),
    // A part of a large upload makes no object yet; its completion does, and is conditional too.
    conditions: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
  });
  deny('NothingIsDeleted', {
    actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
    resources: under(writeOncePrefixes.filter((prefix) => prefix !== erasablePrefix)),
  });
}

export type Storage = {
  readonly table: Pick<Table, 'tableArn' | 'tableName'>;
  readonly bucket: Pick<Bucket, 'bucketArn' | 'bucketName' | 'arnForObjects'>;
};

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The table and the bucket with the evidence. Both outlive the stack; after a restore `given` names existing ones. */
export function storage(stack: Stack, { store: given, first }: InfraConfig): Storage {
  if (given) {
    return {
      table: Table.fromTableName(stack, tableId, given.table),
      bucket: Bucket.fromBucketName(stack, bucketId, given.bucket),
    };
  }
  const table = new Table(stack, tableId, {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // A first deployment that fails deletes the table; `deploy` protects it as soon as the stack stands.
    deletionProtection: first !== true,
    timeToLiveAttribute: 'ttl',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  for (const index of ['gsi1', 'gsi2']) {
    table.addGlobalSecondaryIndex({
      indexName: index,
      partitionKey: text(`${index}pk`),
      sortKey: text(`${index}sk`),
      projectionType: ProjectionType.ALL,
    });
  }
  return { table: pin(table, tableId), bucket: pin(evidence(stack), bucketId) };
}

function evidence(stack: Stack): Bucket {
  const bucket = new Bucket(stack, bucketId, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    lifecycleRules: [
      // Each publication of the search index replaces the last one. No version of anything else ever expires: it would be an original.
      { id: 'old-search', prefix: 'search/', noncurrentVersionExpiration: Duration.days(1), expiredObjectDeleteMarker: true },
      { id: 'old-backups', prefix: 'backup/', noncurrentVersionExpiration: Duration.days(30) },
      { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(2) },
    ],
  });
  keepForGood(bucket);
  // A bucket that outlives its stack still refuses that what is written once is replaced.
  bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return bucket;
}

type Domain = { readonly service: 'es' | 'aoss'; readonly resource: string };

/**
 * The domain or collection behind an endpoint, as rights name it. Throws InputError for any other address: an own name does not tell the
 * domain, and a domain in a network of its own (`vpc-…`) is out of the functions' reach.
 */
export function domainOf(endpoint: string): Domain {
  const name = group(searchEndpoints.domain.exec(endpoint), 1);
  if (name !== '') return { service: 'es', resource: `domain/${name}/*` };
  const collection = group(searchEndpoints.collection.exec(endpoint), 1);
  if (collection !== '') return { service: 'aoss', resource: `collection/${collection}` };
  throw new UsageError(`search.endpoint: "${endpoint}" is no public endpoint of Amazon OpenSearch Service`);
}

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
