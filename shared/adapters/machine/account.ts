const names = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
] as const;

/** The environment at the start of the process: the local instance later points the SDK at its emulators, but machine text is a service of the real account. */
const started = Object.fromEntries(names.map((name) => [name, process.env[name]])) as Partial<Record<(typeof names)[number], string>>;

/** Credentials and region of the person's own account; in a function those of its role. */
export function ownAccount() {
  if (process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined) return {};
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken, AWS_PROFILE } = started;
  const region = started.AWS_REGION ?? started.AWS_DEFAULT_REGION;
  return {
    ...(region ? { region } : {}),
    ...(accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : { profile: AWS_PROFILE || 'default' }),
  };
}
