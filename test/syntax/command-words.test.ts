import { expect, test } from 'vitest';
import { commandWords } from '../../analyzer/src/syntax/command-words.ts';

test.each([
  [
    ['python', 'manage.py', 'send_digest'],
    ['python', 'manage.py', 'send_digest'],
  ],
  [
    ['sh', '-c', 'node dist/worker.js --queue=reeds'],
    ['sh', 'node', 'dist/worker.js'],
  ],
  [
    ['/opt/heron/venv/bin/celery', '-A', 'heron', 'beat', '-l', 'info'],
    ['/opt/heron/venv/bin/celery', 'heron', 'beat'],
  ],
  [
    ['python', '-m', 'heron.jobs.nightly'],
    ['python', 'heron.jobs.nightly'],
  ],
])('%j names what runs', (command, words) => {
  expect(commandWords(command)).toEqual(words);
});

test.each([
  [['server', '--token=kt-canary-9f8e7d6c5b4a']],
  [['server', '--password', 'kt-canary-9f8e7d6c5b4a']],
  [['server', '-p', 'kt-canary-hunter']],
  [['mysql -pkt-canary-9f8e7d6c5b4a']],
  [['env TOKEN=kt-canary-9f8e7d6c5b4a server']],
  [['curl', '-H', '"Authorization: kt-canary-bearer"']],
])('%j gives no value away', (command) => {
  expect(commandWords(command).join(' ')).not.toContain('kt-canary');
});
