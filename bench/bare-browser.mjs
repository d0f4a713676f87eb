// A headless Chromium at the end of a pipe. Tools that test pages put scripts of their own into them and keep what they load; where memory is
// measured, that would be measured along.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, NO_BROWSER } from '../scripts/find-browser.mjs';

const FLAGS = ['--no-sandbox', '--headless=new', '--remote-debugging-pipe', '--no-first-run', '--disable-component-update'];
const END = '\0';

/** Starts a browser with a profile on the disk (what is kept in a private window is kept in memory) and opens a page in it. */
export async function openBarePage() {
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error(NO_BROWSER);
  const profile = mkdtempSync(join(tmpdir(), 'rowlink-bare-'));
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
  const program = spawn(executablePath, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], { stdio });
  const [, , , input, output] = program.stdio;
  const waiting = new Map();
  let rest = '';
  let lastId = 0;
  let onEvent = () => {};
  output.on('data', (chunk) => {
    const messages = (rest + chunk.toString('utf8')).split(END);
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const call = waiting.get(message.id);
      if (!call) onEvent(message);
      else if (message.error) call.reject(new Error(message.error.message));
      else call.resolve(message.result);
      waiting.delete(message.id);
    }
  });
  const sendAs = (sessionId, method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      input.write(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }) + END);
    });
  const { targetInfos } = await sendAs(null, 'Target.getTargets');
  const { targetId } = targetInfos.find(({ type }) => type === 'page');
  const { sessionId } = await sendAs(null, 'Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => sendAs(sessionId, method, params);
  await sendAs(null, 'Browser.setDownloadBehavior', { behavior: 'deny' });
  return {
    pid: program.pid,
    send,
    onEvent: (take) => {
      onEvent = take;
    },
    /** Tells the browser that memory is short, as the system does: what it only keeps in hand it then gives back. */
    askForMemory: () => sendAs(null, 'Memory.simulatePressureNotification', { level: 'critical' }),
    async countWorkers() {
      const { targetInfos: all } = await sendAs(null, 'Target.getTargets', { filter: [{}] });
      return all.filter(({ type }) => type === 'worker').length;
    },
    /** Calls a function in the page and answers with what it settles to. */
    async call(run, ...args) {
      const expression = `(${run})(${args.map((arg) => JSON.stringify(arg)).join(',')})`;
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** Presses a key; one letter, or a named one. */
    async press(key, modifiers = 0) {
      const of = {
        key,
        modifiers,
        ...(key.length === 1 && { code: `Key${key.toUpperCase()}`, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) }),
      };
      const text = key.length === 1 && modifiers === 0 ? { text: key } : {};
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...of, ...text });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...of });
    },
    async close() {
      const gone = new Promise((done) => program.once('exit', done));
      await sendAs(null, 'Browser.close').catch(() => {});
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
