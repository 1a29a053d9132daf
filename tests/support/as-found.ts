import { afterAll } from 'vitest';

/** Each file of tests leaves the process as it found it: others run in it, too. */
const environment = { ...process.env };
const folder = process.cwd();

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(folder);
  process.exitCode = 0;
});
