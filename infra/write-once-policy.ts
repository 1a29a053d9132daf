import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { erasablePrefix, writeOncePrefixes } from '../shared/model/records.ts';

/**
 * What is written once stays: under evidence/, text/, records/ and readers/ nothing is replaced, and nothing but readers is deleted, by anybody. Whoever has to (an
 * order of a court) changes this policy first, and that is logged.
 */
export function keepForGood(bucket: Bucket): void {
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
