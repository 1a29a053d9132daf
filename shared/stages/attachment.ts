import type { Article, FileReading } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { ReadJob } from '../model/page.ts';
import type { Assets } from './attachment/types.ts';

/** Reads the words of a file that stands beside a page. */
export async function readAttachment(job: ReadJob, _assets?: Assets): Promise<FileReading> {
  return { kind: 'file', url: job.url, format: job.format ?? '', state: 'unsupported', text: '', warnings: [] };
}

/** Reads a file that is a document in itself. */
export async function readFileAsArticle(job: ReadJob, _assets?: Assets): Promise<Article> {
  throw new SourceError('unrecognised', job.url, 'a file of a kind that is not read');
}
