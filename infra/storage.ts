import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { InfraConfig } from './config.ts';
import { bucketId, tableId } from './names.ts';
import { pin } from './pin.ts';
import { keepForGood } from './write-once-policy.ts';

/** What access to the store is granted by; a restored store is only named here. */
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
