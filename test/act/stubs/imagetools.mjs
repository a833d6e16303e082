import { createHash } from 'node:crypto';
import { there } from './record.mjs';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const ACCEPT = [INDEX, 'application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'].join(', ');

/** `docker buildx imagetools` against the registry of the test: joins manifests to an index, and tells what is there. */
export async function imagetools([command, ...words]) {
  if (command === 'create') return create(words);
  if (command === 'inspect') return inspect(words);
  throw new Error(`imagetools ${command} is not known here`);
}

async function create(words) {
  const values = (option) => words.flatMap((word, index) => (words[index - 1] === option ? [word] : []));
  const sources = words.filter((word, index) => !word.startsWith('--') && !words[index - 1]?.startsWith('--'));
  const annotations = values('--annotation').map((text) => {
    const [, name, value] = /^index:([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) throw new Error(`the annotation ${text} is not one of the index`);
    return [name, value];
  });
  const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: await Promise.all(sources.map(entry)), annotations: Object.fromEntries(annotations) });
  for (const tag of values('--tag')) {
    const response = await fetch(address(tag), { method: 'PUT', headers: { 'content-type': INDEX }, body: index });
    if (!response.ok) throw new Error(`${tag}: ${response.status} ${await response.text()}`);
  }
}

async function entry(source) {
  const { mediaType, size, digest } = await manifestOf(source);
  return { mediaType, size, digest, platform: { architecture: 'amd64', os: 'linux' } };
}

async function inspect(words) {
  const format = words[words.indexOf('--format') + 1];
  const manifest = await manifestOf(words[0]);
  if (format === '{{json .Manifest}}') console.log(JSON.stringify({ digest: manifest.digest, mediaType: manifest.mediaType, size: manifest.size }));
  else if (format === '{{.Manifest.Digest}}') console.log(manifest.digest);
  else if (format === '{{json .Image}}') console.log(await (await fetch(address(words[0]).replace(/manifests\/.*$/, `blobs/${manifest.content.config.digest}`))).text());
  else throw new Error(`the format ${format} is not known here`);
}

async function manifestOf(reference) {
  const response = await fetch(address(reference), { headers: { accept: ACCEPT } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${reference}: ${response.status} ${text}`);
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return { digest, size: Buffer.byteLength(text), mediaType: response.headers.get('content-type'), content: JSON.parse(text) };
}

function address(reference) {
  const [, host, name, tag] = /^([^/]+)\/(.+?)(?:@|:(?=[^/]*$))(.+)$/.exec(there(reference)) ?? [];
  if (host === undefined) throw new Error(`${reference} is no reference with a tag or digest`);
  return `http://${host}/v2/${name}/manifests/${tag}`;
}
