/** The SQS event of Lambda, as far as the project's functions read it. */
type SqsRecord = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
};
export type SqsEvent = { readonly Records: readonly SqsRecord[] };
type SqsBatchResponse = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

/** A consumer of a queue. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that reports nothing has failed at nothing
export type QueueHandler = (event: SqsEvent) => Promise<SqsBatchResponse | undefined | void>;

export type SqsMessage = {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, unknown>>;
};

/** Wraps received messages the way an event source mapping does. */
export const eventOf = (messages: readonly SqsMessage[], queueArn: string, awsRegion: string): SqsEvent => ({
  Records: messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: message.MessageAttributes ?? {},
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion,
  })),
});
