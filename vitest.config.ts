import { defineConfig } from 'vitest/config';

// Ends a test that hangs. It says nothing of how long a test may take: that is measured in processor time, where it matters.
const hang = 900_000;

export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], testTimeout: hang, hookTimeout: hang, pool: 'forks', maxWorkers: 2 },
});
