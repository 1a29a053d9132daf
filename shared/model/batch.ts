/** The used part of an SQS event, and the answer that gives single messages back. */
export type QueueMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes?: { readonly MessageGroupId?: string; readonly ApproximateReceiveCount?: string };
};
export type Batch = { readonly Records: readonly QueueMessage[] };
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };
