import { readFileSync } from 'node:fs';

/**
 * What docker/metadata-action makes of the rules that the workflow gives it: `type=ref` for branches, tags and pull
 * requests, `type=semver` and `type=raw`, in its order. Rules that it does not know are an error, lest a test agree to
 * anything. The action itself, v6.2.0, was run by act with the rules of docker-build.yml for a push to main, v1.2.3, v0.4.1,
 * v2.0.0-rc.1, another branch and a schedule: it gave the same tags.
 */
export function describeTags(inputs, output) {
  const event = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));
  const priority = (rule) => ['type=semver', 'type=ref', 'type=raw'].findIndex((type) => rule.startsWith(type));
  const rules = (inputs.tags ?? 'type=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr').split('\n').filter(Boolean).sort((a, b) => priority(a) - priority(b));
  const tags = [...new Set(rules.flatMap((rule) => tagsOf(rule, process.env.GITHUB_REF, event)))];
  if (inputs.flavor !== undefined && inputs.flavor.trim() !== 'latest=false') throw new Error(`flavor ${inputs.flavor} is not known here`);
  const names = (inputs.images ?? '').split('\n').filter(Boolean).flatMap((image) => tags.map((tag) => `${image}:${tag}`));
  const facts = { 'org.opencontainers.image.revision': process.env.GITHUB_SHA, 'org.opencontainers.image.version': tags[0] ?? '' };
  const level = process.env.DOCKER_METADATA_ANNOTATIONS_LEVELS ?? 'manifest';
  const labels = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  const annotations = labels.map((label) => `${level}:${label}`);
  output('tags', names.join('\n'));
  output('labels', labels.join('\n'));
  output('annotations', annotations.join('\n'));
  output('version', tags[0] ?? '');
  output('json', JSON.stringify({ 'tags': names, labels: facts, annotations, 'tag-names': tags }));
}

function tagsOf(rule, ref, event) {
  const { type, ...of } = Object.fromEntries(rule.split(',').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
  if (!enabled(of.enable ?? 'true', ref, event)) return [];
  if (type === 'raw') return [of.value];
  if (type === 'ref') return refTags(of.event, ref, event);
  if (type === 'semver') return versionTags(of.pattern, ref);
  throw new Error(`the rule ${rule} is not known here`);
}

function enabled(value, ref, event) {
  if (value === '{{is_default_branch}}') return ref === `refs/heads/${event.repository?.default_branch}`;
  if (value !== 'true' && value !== 'false') throw new Error(`enable=${value} is not known here`);
  return value === 'true';
}

function refTags(kind, ref, event) {
  const clean = (text) => text.replace(/[^\w.-]+/g, '-');
  if (kind === 'branch') return ref.startsWith('refs/heads/') ? [clean(ref.slice('refs/heads/'.length))] : [];
  if (kind === 'tag') return ref.startsWith('refs/tags/') ? [clean(ref.slice('refs/tags/'.length))] : [];
  if (kind === 'pr') return ref.startsWith('refs/pull/') ? [`pr-${event.number}`] : [];
  throw new Error(`type=ref,event=${kind} is not known here`);
}

/** A version that is not finished has no short forms: every pattern gives the whole of it. */
function versionTags(pattern, ref) {
  const version = /^refs\/tags\/v?((\d+)\.(\d+)\.(\d+)(-[\w.]+)?)$/.exec(ref);
  if (!version) return [];
  if (version[5]) return [version[1]];
  return [pattern.replace('{{version}}', version[1]).replace('{{major}}', version[2]).replace('{{minor}}', version[3]).replace('{{patch}}', version[4])];
}
