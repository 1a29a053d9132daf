// The network of a function under test, in place of DNS and the internet: a name of the test resolves to a public address, and whoever connects there reaches the test's server on the loopback.
// The program's own checks of names, addresses and ports run as they are deployed. Nothing else can be reached: no byte leaves the machine.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { workerData } from 'node:worker_threads';

const sites = JSON.parse(process.env.HONGTOU_TEST_SITES ?? workerData?.sites ?? '[]');
delete process.env.HONGTOU_TEST_SITES;
const addressOf = (host) => sites.find((site) => site.host === host)?.address;
const failure = (code, what) => Object.assign(new Error(`${code} ${what}`), { code });

function answer(host, options = {}) {
  const address = net.isIP(host) ? host : addressOf(host);
  if (!address) throw failure('ENOTFOUND', host);
  const found = { address, family: 4 };
  return options.all ? [found] : found;
}
const plainLookup = dns.lookup;
dns.promises.Resolver.prototype.resolve4 = async (host) => [answer(host).address];
dns.promises.Resolver.prototype.resolve6 = async (host) => {
  throw failure('ENODATA', host);
};
dns.lookup = (host, options, done = options) => {
  if (net.isIP(host) && host.startsWith('127.')) return plainLookup(host, options, done);
  const given = typeof options === 'object' ? options : {};
  try {
    const found = answer(host, given);
    process.nextTick(() => (given.all ? done(null, found) : done(null, found.address, found.family)));
  } catch (error) {
    process.nextTick(() => done(error));
  }
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function redirected(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof options !== 'object' || options.path) return connect.apply(this, args);
  const host = net.isIP(options.host ?? '') ? options.host : addressOf(options.host);
  if (host?.startsWith('127.')) return connect.apply(this, args);
  const site = sites.find(({ address, port }) => address === host && port === Number(options.port));
  if (!site) {
    process.nextTick(() => this.destroy(failure('ECONNREFUSED', `${options.host}:${options.port}`)));
    return this;
  }
  const { lookup, autoSelectFamily, ...rest } = options;
  const led = { ...rest, host: '127.0.0.1', port: site.to, autoSelectFamily: false };
  if (Array.isArray(args[0])) {
    args[0][0] = led;
    return connect.apply(this, args);
  }
  return connect.call(this, led, ...args.slice(1));
};
syncBuiltinESMExports();
