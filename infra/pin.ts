import { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Fixes the logical id of a construct's own resource, so that a renamed or moved construct never replaces what it made. */
export function pin<T extends IConstruct>(construct: T, logicalId: string): T {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${logicalId} has no resource of its own`);
  resource.overrideLogicalId(logicalId);
  return construct;
}
