import { defineConfig } from 'vitest/config';

// Ends a test that hangs. It says nothing of how long a test may take: that is measured in processor time, where it matters.
const hang = 900_000;

/** Tests that keep nothing open and set nothing of the process: one process reads the program once for all of their files, which halves their processor time. */
const still = ['stages', 'registry', 'sources', 'expressions', 'pages'].map((room) => `tests/${room}/**/*.test.ts`);

/** Tests with an instance of their own that leave the process as they found it (tests/support/as-found.ts): a warm process and reader save each of them three seconds. */
const rounds = ['tests/pipeline/**/*.test.ts', 'tests/cli/**/*.test.ts', 'tests/faults/{entry-points,instructions,sites,stores}.test.ts'];

export default defineConfig({
  test: {
    testTimeout: hang,
    hookTimeout: hang,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'still', include: still, isolate: false } },
      { extends: true, test: { name: 'rounds', include: rounds, isolate: false, setupFiles: ['tests/support/as-found.ts'] } },
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: [...still, ...rounds] } },
    ],
  },
});
