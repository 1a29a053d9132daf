import { choice } from '../web/parameters.ts';

/** Of counts and lists that are tables: as JSON or for a spreadsheet. */
export const tableFormat = choice(['json', 'csv'], 'json, or csv for a spreadsheet');
