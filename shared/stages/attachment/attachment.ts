import type { Article, Assets, FileReading, ReadJob } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { readFile } from '../files/file.ts';
import { fileFormat } from '../urls/address.ts';
import { articleOf } from './file-article.ts';

const hintOf = ({ format, url }: ReadJob) => {
  const named = format ?? fileFormat(url);
  return named === 'html' ? '' : named;
};

/**
 * Reads the words of a file that stands beside a page: a paragraph or row of a table a line. What cannot be read is a state, never an
 * error.
 */
export async function readAttachment(job: ReadJob, assets?: Assets): Promise<FileReading> {
  const { lines, warnings = [], title, pages, reason, format, state } = await readFile(job.bytes, hintOf(job), assets);
  return {
    kind: 'file',
    url: job.url,
    format,
    state,
    ...opt({ reason, title }),
    text: lines.map(({ text }) => text).join('\n'),
    ...opt({ pages }),
    warnings,
  };
}

/** Reads a file that is a document in itself, by the readers of pages. Throws SourceError when it cannot be read. */
export async function readFileAsArticle(job: ReadJob, assets?: Assets): Promise<Article> {
  return articleOf(await readFile(job.bytes, hintOf(job), assets), job);
}
