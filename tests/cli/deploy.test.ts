import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folder } from '../infra/support/folder.ts';
import { processOf, type Said } from '../support/command.ts';

const configured = (value: object): string => {
  const file = join(folder(), 'hongtou.config.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
};

/** Runs `deploy --dry-run` against a stand-in for SES and CloudFormation that knows what is named. */
async function deploy(
  config: object,
  args: readonly string[],
  knows: { readonly identity?: boolean; readonly resource?: boolean } = {},
): Promise<Said> {
  const server = createServer((request, response) => {
    const found = request.url?.includes('/email/identities/') ? knows.identity : knows.resource;
    response.statusCode = found ? 200 : 404;
    response.setHeader('x-amzn-errortype', 'NotFoundException');
    response.setHeader('content-type', request.url?.includes('/email/') ? 'application/json' : 'text/xml');
    const absent =
      '<ErrorResponse><Error><Code>ValidationError</Code><Message>Resource Sender does not exist</Message></Error></ErrorResponse>';
    const there = '<DescribeStackResourceResponse><DescribeStackResourceResult/></DescribeStackResourceResponse>';
    response.end(request.url?.includes('/email/') ? '{}' : found ? there : absent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { AWS_ENDPOINT_URL: at, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  return processOf(['deploy', '--dry-run', '--config', configured(config), ...args], environment);
}

test('a deployment without an address for alarms is refused, and so is a configuration that the functions would refuse', async () => {
  const nobody = await deploy({}, []);
  expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining('--email')]);
  const refused = await deploy({ digest: { from: 'a@example.org', whom: 'all' } }, ['--email', 'me@example.org']);
  expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/digest.*whom/s)]);
  const named = await deploy({ alarms: { email: 'me@example.org' } }, []);
  expect([named.status, named.out]).toEqual([0, expect.stringContaining('hongtou:alarm-email=me@example.org')]);
});

test('a sender that was verified by hand is not made again; one of the stack stays in it', async () => {
  const config = { digest: { from: 'Hongtou <digest@example.org>' }, alarms: { email: 'me@example.org' } };
  expect((await deploy(config, [], { identity: true })).out).toContain('hongtou:sender=exists');
  expect((await deploy(config, [], { identity: true, resource: true })).out).not.toContain('hongtou:sender');
  expect((await deploy(config, [])).out).not.toContain('hongtou:sender');
});
