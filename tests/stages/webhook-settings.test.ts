import { expect, test } from 'vitest';
import { InputError } from '../../shared/model/errors.ts';
import { sources } from '../../shared/sources/index.ts';
import { readSettings } from '../../shared/stages/watch/configuration.ts';

const hook = { url: 'https://hooks.example.org/a', for: {}, secretParameter: 'hook' };
const fetch = { allow: ['127.0.0.1:8081'], hosts: { 'hooks.test': '127.0.0.1:8081', 'other.test': '127.0.0.1:9' } };
const read = (...webhooks: readonly object[]) => readSettings({ webhooks, fetch }, sources).webhooks;

test.each([
  [hook, { filters: {} }],
  [{ ...hook, for: { theme: 'chips', q: ' 算力 ' } }, { filters: { theme: 'chips', q: '算力' } }],
  [{ ...hook, for: { filters: { level: 'L2' } } }, { filters: { level: 'L2' } }],
  [{ ...hook, for: { document: '国令第783号' }, secretParameter: '/team/hook' }, { document: '国令第783号' }],
  [{ ...hook, url: 'http://127.0.0.1:8081/x' }, { filters: {} }],
  [{ ...hook, url: 'http://hooks.test/x' }, { filters: {} }],
])('%j is a webhook', (given, wants) => {
  expect(read(given)).toMatchObject([{ wants }]);
});

test.each([
  [{ ...hook, url: 'http://hooks.example.org/' }, /^webhooks\[0\]\.url: is not https/],
  [{ ...hook, url: 'http://127.0.0.1:8082/' }, /^webhooks\[0\]\.url: is not https/],
  [{ ...hook, url: 'http://other.test/' }, /^webhooks\[0\]\.url: is not https/],
  [{ ...hook, url: 'https://hooks.example.org:8443/' }, /^webhooks\[0\]\.url: names port 8443/],
  [{ ...hook, url: 'https://user:word@hooks.example.org/' }, /^webhooks\[0\]\.url: /],
  [{ ...hook, url: 'ftp://hooks.example.org/' }, /^webhooks\[0\]\.url: /],
  [{ ...hook, for: { theme: 'chip' } }, /^webhooks\[0\]\.for\.theme: "chip" is none of .*did you mean "chips"/],
  [{ ...hook, for: { thema: 'chips' } }, /^webhooks\[0\]\.for\.thema: unknown key; did you mean "theme"/],
  [{ ...hook, for: { document: 'x', theme: 'chips' } }, /^webhooks\[0\]\.for: .*stands alone/],
  [{ ...hook, for: { source: 'nobody' } }, /^webhooks\[0\]\.for\.source: no source "nobody"/],
  [{ ...hook, secretParameter: '../../etc/passwd' }, /^webhooks\[0\]\.secretParameter: /],
  [{ ...hook, secretParameter: 'a/./b' }, /^webhooks\[0\]\.secretParameter: /],
  [{ url: hook.url, for: {} }, /^webhooks\[0\]\.secretParameter: missing/],
])('%j is refused with its path', (given, message) => {
  expect(() => read(given)).toThrow(message);
});

test('the same wish at the same address twice is refused; what a fault says does not repeat the address', () => {
  expect(() => read(hook, hook)).toThrow(/^webhooks\[1\]: is the same as webhooks\[0\]/);
  expect(read(hook, { ...hook, for: { theme: 'chips' } })).toHaveLength(2);
  expect(() => read({ ...hook, url: 'http://hooks.example.org/T000/secret' })).toThrow(InputError);
  expect(() => read({ ...hook, url: 'http://hooks.example.org/T000/secret' })).not.toThrow(/secret/);
});
