import { Duration } from 'aws-cdk-lib';

/** Timeouts of the functions that read queues: a queue's visibility is six times its reader's. */
export const collectTimeout = Duration.minutes(5);
export const deliverTimeout = Duration.seconds(60);
export const feedbackTimeout = Duration.seconds(30);
