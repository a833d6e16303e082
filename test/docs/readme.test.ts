import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { repositoryWith, synthesize } from '../components/synthesis';

const ROOT = path.join(__dirname, '..', '..');

function blocks(file: string, language: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code);
}

test('the first commands of the README need nothing that is not in a checkout', () => {
  const [first, ...others] = blocks('README.md', 'bash');
  expect(first).toMatch(/^npm ci && npm run try -- \.\.\//);
  for (const block of [first, ...others]) {
    const lines = block.split('\n');
    lines.forEach((line, index) => {
      if (line.includes('--from spark-image-project')) expect(lines[index - 1]).toBe('# needs the published package');
    });
  }
});

test('the page about the compose files shows code that works', () => {
  const project = repositoryWith();
  const [options, ...code] = blocks('docs/compose.md', 'ts');
  expect(options).toContain('historyServer: true, connect: true, notebook: true');
  for (const block of code) runInNewContext(block, { project });
  const files = synthesize(project);
  const { services, secrets, networks, configs, volumes } = parse(files['docker-compose.yml'], { merge: true });
  expect(services['spark-worker']).toMatchObject({ mem_limit: '8g', ports: ['127.0.0.1:9081:8081'], secrets: ['rpc_secret'], networks: ['spark', 'lake'] });
  expect(services['spark-worker'].volumes).toContain('spark-data:/opt/spark/data');
  expect([secrets, networks, configs, volumes].map((declared) => Object.keys(declared).pop())).toEqual(['rpc_secret', 'lake', 'metrics', 'models']);
  expect(parse(files['docker-compose.dev.yml']).services.minio.image).toContain('@sha256:');
  expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain('(docs/compose.md)');
});
