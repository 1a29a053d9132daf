import { expect, test } from 'vitest';
import { flagsOfUnits, splitSentences, textFlags } from '../../shared/stages/facts/link/sentences.ts';
import { foldScript } from '../../shared/stages/text/language.ts';

test('each unit has the bits of the unit it is folded into', () => {
  const other = Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => {
    const folded = foldScript(String.fromCharCode(code)).charCodeAt(0);
    return flagsOfUnits[code] !== flagsOfUnits[folded];
  });
  expect(other).toEqual([]);
});

test('a sentence tells what stands in it', () => {
  const { figure, letter, time, name } = textFlags;
  const held = splitSentences('自２０２６年起。《辦法》。轉發。Ａ。其他。').map((each) => each.held & (figure | letter | time | name));
  expect(held).toEqual([figure | time, name, name, letter, 0]);
});
