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
  {
    number: 73,
    area: 'recovery',
    given: 'an object or item of every kind that is damaged or gone: named, mended from what there is, and everything else is served',
    figures: { objects: { atLeast: 26, short: 5 }, unnamed: { is: 0 }, stopped: { is: 0 }, stacks: { is: 0 }, unmended: { is: 0 } },
    files: ['tests/faults/damaged.test.ts'],
  },
  {
    number: 74,
    area: 'recovery',
    given: 'kill -9 of each long command at random times, and the command again: what an undisturbed one leaves, mails once, files whole',
    figures: { kills: { atLeast: 40, short: 2 }, lostOrDoubled: { is: 0 }, halfTaken: { is: 0 }, stuck: { is: 0 } },
    files: ['tests/faults/kills.test.ts'],
  },
  {
    number: 75,
    area: 'access',
    given: 'hostile requests to a small server: foreign hosts and origins, no good token, forged words of proxies, odd methods and paths',
    figures: { requests: { atLeast: 3000 }, letIn: { is: 0 } },
    files: ['tests/faults/served.test.ts'],
  },
  {
    number: 76,
    area: 'mail',
    given:
      'kill -9 of "digest --all" and "start" that mail by a server, at named points and random times, and the mails again: each once, or named',
    figures: { kills: { atLeast: 30, short: 4 }, lost: { is: 0 }, doubled: { is: 0 }, stuck: { is: 0 } },
    files: ['tests/faults/mail-server.test.ts'],
  },
  {
    number: 77,
    area: 'watching',
    given:
      'a day of a small server: 288 rounds of the declared sources, mails by a server to readers who are due one each: each page and mail once',
    figures: {
      ...{ sources: { atLeast: 257, short: 9 }, rounds: { is: 288 }, readers: { atLeast: 200, short: 20 } },
      ...{ lost: { is: 0 }, doubled: { is: 0 }, stuck: { is: 0 }, findings: { is: 0 }, megabytes: { atMost: 350 } },
    },
    files: ['tests/faults/soak.test.ts'],
  },
];
