import { Duration } from 'aws-cdk-lib';

/** Timeouts of the functions that read queues: a queue's visibility is six times its reader's. */
/** A batch of pages of one slow host, each with its files or further pages, has to fit: a batch that takes longer comes again as a whole. */
export const collectTimeout = Duration.minutes(14);
export const deliverTimeout = Duration.seconds(60);
