import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { bucketId, tableId } from './names.ts';
import { pin } from './pin.ts';

export type Storage = { readonly table: Table; readonly bucket: Bucket };

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The record (one table) and the evidence (one bucket). Both outlive the stack. */
export function storage(stack: Stack): Storage {
  const table = new Table(stack, tableId, {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    timeToLiveAttribute: 'ttl',
    removalPolicy: RemovalPolicy.RETAIN,
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
  return new Bucket(stack, bucketId, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      // Each publication of the search index replaces the last one; evidence is never replaced.
      { id: 'old-search', prefix: 'search/', noncurrentVersionExpiration: Duration.days(7) },
      {
        id: 'old-versions',
        noncurrentVersionExpiration: Duration.days(365),
        abortIncompleteMultipartUploadAfter: Duration.days(2),
        expiredObjectDeleteMarker: true,
      },
    ],
  });
}
