import { Logger } from '@aws-lambda-powertools/logger';
import { openContext } from '../shared/adapters/open.ts';
import { readEnvironment } from '../shared/model/environment.ts';
import { alarmNews, alarmsTold, newsText } from '../shared/pipeline/alarm-news.ts';

const logger = new Logger({ serviceName: 'watch' });
const context = openContext(readEnvironment(process.env));

/** Hourly: silence, refusals and failed deliveries, one log line each; what is new or cleared since it was last told is told once. */
export const handler = async (): Promise<void> => {
  const open = await context;
  const news = await alarmNews(open);
  for (const alarm of news.standing) logger.warn('alarm', { alarm });
  const told = newsText(news);
  if (told) logger.warn('alarm news', told);
  await alarmsTold(news, open);
  logger.info('watched', { alarms: news.standing.length });
};
