/** Whether this process is a deployed function: its settings lie beside it, and are stricter. */
export const deployed = (): boolean => process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;
