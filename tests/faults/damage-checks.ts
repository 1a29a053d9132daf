import type { Check } from './checks.ts';

/** One bad thing stops only itself: checks 72 and on. */
export const damageChecks: readonly Check[] = [
  {
    number: 72,
    area: 'hostile input',
    given: 'lines of an export that somebody else wrote: each is refused with the path of what is wrong, before anything is stored',
    figures: { taken: { is: 0 }, lines: { atLeast: 40 } },
    files: ['tests/cli/import.test.ts'],
  },
];
