import { defineConfig } from 'vitest/config';

// Ends a test that hangs. It says nothing of how long a test may take: that is measured in processor time, where it matters.
const hang = 900_000;

/** Tests that keep nothing open and set nothing of the process: one process reads the program once for all of their files, which halves their processor time. */
const still = [
  ...['stages', 'registry', 'sources', 'expressions', 'pages'].map((room) => `tests/${room}/**/*.test.ts`),
  'tests/{architecture,budgets,docs,sources,sources-broken}.test.ts',
];

/** Tests with an instance of their own that leave the process as they found it (tests/support/as-found.ts): a warm process and reader save each of them up to three seconds. */
const rounds = [
  ...['pipeline', 'cli', 'net', 'upgrades'].map((room) => `tests/${room}/**/*.test.ts`),
  'tests/faults/{alarms,checks,damaged,entry-points,instructions,kills,mail,mail-server,served,sites,stores,tls,watch-states}.test.ts',
  'tests/infra/{cdk-nag,collector,config,http,packages,permissions,pinned-resources,specification,stack,webhooks}.test.ts',
  'tests/search/{amounts,opensearch,passages,portions,sqlite}.test.ts',
  'tests/store/{aws,busy-table,mail-answers,mail-files,news,notices,packed,queues,records,snapshots,sqlite,stack-health,tasks}.test.ts',
];

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
