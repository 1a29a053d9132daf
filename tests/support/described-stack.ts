import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers what `--stack NAME` asks of CloudFormation: the outputs of a stack. */
async function startStack(outputs: Readonly<Record<string, string>>): Promise<{ readonly url: string; close(): Promise<void> }> {
  const members = Object.entries(outputs)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll('&', '&amp;')}</OutputValue></member>`)
    .join('');
  const stack = `<member><StackName>Hongtou</StackName><CreationTime>2026-11-01T00:00:00Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>${members}</Outputs></member>`;
  const body = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** The same for the store that the environment of this process names; `--stack Hongtou` finds it until it is closed. */
export async function standStack(): Promise<{ close(): Promise<void> }> {
  const names = [
    ...['RECORD_TABLE', 'EVIDENCE_BUCKET', 'TASK_QUEUE_URL', 'MAIL_QUEUE_URL'],
    ...['TASK_DEAD_LETTERS_URL', 'MAIL_DEAD_LETTERS_URL', 'UNDELIVERED_URL'],
  ];
  const camel = (name: string): string => name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const stack = await startStack(Object.fromEntries(names.map((name) => [camel(name), String(process.env[name])])));
  process.env['AWS_ENDPOINT_URL_CLOUDFORMATION'] = stack.url;
  return {
    close() {
      delete process.env['AWS_ENDPOINT_URL_CLOUDFORMATION'];
      return stack.close();
    },
  };
}
