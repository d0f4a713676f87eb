import { expect, test } from 'vitest';
import { browserCandidates, chooseBrowser, firefoxCandidates } from './find-browser.mjs';

test('a named browser is the only candidate', () => {
  expect(browserCandidates('linux', { ROWLINK_CHROMIUM: '/opt/mine', PATH: '/usr/bin' })).toEqual(['/opt/mine']);
});

test('an empty name is no name', () => {
  expect(browserCandidates('linux', { ROWLINK_CHROMIUM: '', PATH: '' })[0]).toBe('/usr/bin/chromium');
});

test('linux: the usual places come before the PATH, each once', () => {
  const candidates = browserCandidates('linux', { PATH: '/usr/bin::/home/me/bin' });
  expect(candidates.filter((file) => file === '/usr/bin/chromium')).toHaveLength(1);
  expect(candidates.indexOf('/snap/bin/chromium')).toBeLessThan(candidates.indexOf('/home/me/bin/chromium'));
  expect(candidates).toContain('/home/me/bin/google-chrome');
  expect(candidates.every((file) => file.startsWith('/'))).toBe(true);
});

test('mac: applications of the system and of the user', () => {
  const candidates = browserCandidates('darwin', { HOME: '/Users/me', PATH: '' });
  expect(candidates).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  expect(candidates).toContain('/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium');
});

test('windows: program folders and the PATH with its own separators', () => {
  const env = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local', Path: 'D:\\tools;E:\\x' };
  const candidates = browserCandidates('win32', env);
  expect(candidates[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
  expect(candidates).toContain('C:\\Users\\me\\AppData\\Local\\Microsoft\\Edge\\Application\\msedge.exe');
  expect(candidates).toContain('D:\\tools\\chrome.exe');
  expect(candidates).toContain('E:\\x\\msedge.exe');
});

test('an unknown system still has its PATH', () => {
  expect(browserCandidates('freebsd', { PATH: '/usr/local/bin' })).toContain('/usr/local/bin/chromium');
});

test('the first that works is taken', () => {
  expect(chooseBrowser(['a', 'b', 'c'], (file) => file !== 'a')).toBe('b');
  expect(chooseBrowser(['a'], () => false)).toBeNull();
});

test('Firefox: a named one is the only candidate, else the usual places of the system', () => {
  expect(firefoxCandidates('linux', { ROWLINK_FIREFOX: '/opt/fox' })).toEqual(['/opt/fox']);
  expect(firefoxCandidates('linux', {})[0]).toBe('/usr/bin/firefox-esr');
  expect(firefoxCandidates('win32', { ProgramFiles: 'C:\\Programs' })).toEqual(['C:\\Programs\\Mozilla Firefox\\firefox.exe']);
  expect(firefoxCandidates('sunos', {})).toEqual([]);
});
