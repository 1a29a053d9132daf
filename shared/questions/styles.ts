import type { SourceCondition } from '../model/source.ts';
import type { Status } from '../model/vocabulary.ts';
import type { Style } from './question.ts';

export const stateStyles: Readonly<Record<SourceCondition | 'unknown', Style | undefined>> = {
  ok: 'green',
  quiet: 'green',
  partial: 'yellow',
  suspect: 'yellow',
  unreachable: 'red',
  refused: 'red',
  unrecognised: 'red',
  skipped: 'dim',
  unknown: 'dim',
};

export const statusStyles: Readonly<Record<Status, Style | undefined>> = {
  draft: 'yellow',
  'adopted-awaiting-approval': 'yellow',
  issued: undefined,
  'not-yet-in-force': 'cyan',
  'in-force': 'green',
  suspended: 'yellow',
  expired: 'red',
  repealed: 'red',
  superseded: 'red',
  informational: 'dim',
  unknown: 'dim',
};
