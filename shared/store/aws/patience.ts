/**
 * A service that takes a request and never answers holds nobody for longer than this: the SDK alone would wait for ever. Long polling of a
 * queue takes twenty seconds.
 */
export const patience = (seconds: number) => ({
  requestHandler: { connectionTimeout: 5_000, requestTimeout: seconds * 1_000, throwOnRequestTimeout: true },
});
