import { brief, briefTool } from './brief.ts';
import { calendar, deadlinesTool } from './calendar.ts';
import { claim, claimTool } from './claim.ts';
import { compare, compareTool } from './compare.ts';
import { changes, changesTool, digest, digests } from './digests.ts';
import { citation, diff, document, documentTool, evidence, links, revisions, state, text, translation } from './document.ts';
import { documents, provinces, searchTool, timeline } from './documents.ts';
import { doubts } from './doubts.ts';
import { figures, figuresTool } from './figures.ts';
import { documentPack, listPack, takes } from './files.ts';
import { gaps, reported, wanted } from './gaps.ts';
import { correctionList, figure, figureList, landmark, landmarkList } from './landmarks.ts';
import { chain, lineage, lineageTool } from './lineage.ts';
import { obligations, obligationsTool } from './obligations.ts';
import { promises } from './promises.ts';
import type { Question } from './question.ts';
import { resolve, resolveTool } from './resolve.ts';
import { coverageTool, source, sources, stats } from './sources.ts';
import { themeNews, themes } from './themes.ts';
import type { Tool } from './tool.ts';
import { trust } from './trust.ts';

export const questions: readonly Question[] = [
  ...[documents, document, state, text, translation, revisions, diff, links, evidence, citation, compare, claim, brief],
  ...[...takes, documentPack, listPack, themes, themeNews, sources, source, digests, digest, resolve, changes, calendar],
  ...[landmarkList, figureList, figure, landmark, timeline, provinces, gaps, wanted, reported, figures, obligations, lineage, chain],
  ...[promises, correctionList, doubts, trust, stats],
] as readonly Question[];

export const tools: readonly Tool[] = [
  ...[searchTool, documentTool, compareTool, obligationsTool, deadlinesTool, claimTool, briefTool],
  ...[resolveTool, changesTool, lineageTool, figuresTool, coverageTool],
];
