// What the engine of the tests cannot do is done here, the rest by the real docker client.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { imagetools } from './imagetools.mjs';
import { mustFail, record, there } from './record.mjs';

const env = process.env;
const words = process.argv.slice(2);

/** Names of images as this job knows them, and as the engine does. */
function names() {
  const file = path.join(env.RUNNER_TEMP ?? '', 'images.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function real(program, given) {
  const { status, error } = spawnSync(program, given, { stdio: 'inherit' });
  if (error) throw error;
  process.exit(status ?? 1);
}

record({ program: 'docker', words });
if (mustFail()) process.exit(1);
if (words[0] === 'buildx' && words[1] === 'imagetools') {
  await imagetools(words.slice(2));
} else if (words[0] === 'buildx') {
  console.log(`the engine of the tests has no buildx: "docker ${words.join(' ')}" is only noted`);
} else if (words[0] === 'compose') {
  real(env.ACT_COMPOSE, words.slice(1));
} else {
  const known = names();
  real(env.ACT_DOCKER, words.map((word) => there(known[word] ?? word)));
}
