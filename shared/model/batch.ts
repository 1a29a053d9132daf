/** The part of an SQS event that is read, and the answer that gives single messages back. */
export type Message = { readonly messageId: string; readonly body: string; readonly attributes?: { readonly MessageGroupId?: string } };
export type Batch = { readonly Records: readonly Message[] };
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };
