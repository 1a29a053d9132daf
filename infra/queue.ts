import { Duration, type Stack } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { deadLetterId } from './names.ts';
import { pin } from './pin.ts';

export type QueueShape = {
  readonly id: string;
  readonly fifo: boolean;
  /** Timeout of the function that reads the queue; the visibility is six times that, as AWS asks. */
  readonly readerTimeout: Duration;
  readonly maxReceiveCount: number;
};

const retention = Duration.days(7);
const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

/** A queue with its dead-letter queue: twice the retention of the queue, so nothing expires while somebody looks at it. */
export function queueWithDeadLetters(stack: Stack, shape: QueueShape): Queue {
  const deadId = deadLetterId(shape.id);
  const dead = pin(new Queue(stack, deadId, { ...common, ...kind(shape), retentionPeriod: Duration.days(14) }), deadId);
  return queueBefore(stack, dead, shape);
}

const kind = ({ fifo }: QueueShape) => (fifo ? { fifo: true } : {});

/** A queue whose dead letters go to an existing queue of the same kind. */
export function queueBefore(stack: Stack, dead: IQueue, shape: QueueShape): Queue {
  const queue = new Queue(stack, shape.id, {
    ...common,
    ...kind(shape),
    retentionPeriod: retention,
    visibilityTimeout: Duration.seconds(shape.readerTimeout.toSeconds() * 6),
    deadLetterQueue: { queue: dead, maxReceiveCount: shape.maxReceiveCount },
  });
  return pin(queue, shape.id);
}

/** The dead-letter queue behind the queue of this id. */
export const deadLettersOf = (stack: Stack, id: string): IQueue => stack.node.findChild(deadLetterId(id)) as unknown as IQueue;
