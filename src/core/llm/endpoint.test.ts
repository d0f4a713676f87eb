import { describe, expect, it } from 'vitest';
import { isAllowed, isMixedContent, isThisComputer, readAddress } from './endpoint';

describe('readAddress', () => {
  it.each([
    ['http://localhost:11434', 'http://localhost:11434/v1'],
    ['localhost:8080/v1/', 'http://localhost:8080/v1'],
    [' https://gw.example.org/team/openai/v1/chat/completions ', 'https://gw.example.org/team/openai/v1'],
    ['http://127.0.0.1:1234/v1/embeddings', 'http://127.0.0.1:1234/v1'],
    ['https://GW.example.org:443/api', 'https://gw.example.org/api'],
  ])('%s begins at %s', (typed, base) => {
    expect(readAddress(typed)).toEqual({ base, origin: new URL(base).origin });
  });

  it.each([
    '',
    '  ',
    'ftp://x/v1',
    'http://user:pw@host/v1',
    'https://host/v1?key=sk-1',
    'https://host/v1#k',
    'javascript:alert(1)',
  ])('refuses %s without repeating it', (typed) => {
    expect(() => readAddress(typed)).toThrow(expect.objectContaining({ code: 'llm/bad-address', params: {} }));
  });
});

describe('isAllowed', () => {
  const sources = ['http://localhost:*', 'https://*.corp.example', 'https://llm.example.org:8443', 'https://api.example.com'];
  it.each([
    ['http://localhost:11434', true],
    ['http://localhost', true],
    ['https://localhost:11434', false],
    ['https://gw.corp.example', true],
    ['https://corp.example', false],
    ['https://gw.corp.example:8443', false],
    ['https://llm.example.org:8443', true],
    ['https://llm.example.org', false],
    ['https://api.example.com', true],
    ['https://api.example.com.evil.org', false],
    ['https://evil-api.example.com', false],
  ])('%s: %s', (origin, expected) => expect(isAllowed(origin, sources)).toBe(expected));
});

it('tells this computer and mixed content', () => {
  expect(['http://localhost:1', 'http://127.0.0.1', 'http://[::1]:9'].every(isThisComputer)).toBe(true);
  expect(isThisComputer('http://localhost.evil.org')).toBe(false);
  expect(isMixedContent('https:', 'http://gw.example.org')).toBe(true);
  expect(isMixedContent('https:', 'http://localhost:1')).toBe(false);
  expect(isMixedContent('http:', 'http://gw.example.org')).toBe(false);
});
