import { Check, Evidence, fail, pass } from '../check';
import { commandWords, plainWords } from '../parsers/plain-words';
import { DocumentSubject, onDocument, README } from './document-subject';
import { imageDockerfile, listed } from './subject';

const SECTION = 'README structure';
const VERIFY = 'Read README.md.';

/** What a README must show: a heading with something below it, a command that a reader can paste, or rows of a table. */
interface ReadmeDemand {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly heading?: RegExp;
  readonly command?: (words: readonly string[]) => boolean;
  readonly rows?: RegExp;
  readonly level?: Check['level'];
}

/** A command of Docker, in its short form or below `image` and `container`. */
const docker = (...words: readonly string[]) => (given: readonly string[]): boolean => {
  const [program, first, ...rest] = commandWords(given);
  const named = /^(?:image|container)$/.test(first ?? '') ? rest : [first, ...rest];
  return program === 'docker' && words.every((word, index) => named[index] === word);
};
const dockerRun = docker('run');
const composeCommand = (name: string) => (given: readonly string[]): boolean =>
  (given[0] === 'docker-compose' && given.includes(name)) || (docker('compose')(given) && given.includes(name));

const DEMANDS: readonly ReadmeDemand[] = [
  { id: 'quick-start', title: 'The README has a quick start', why: 'A newcomer has a running cluster in minutes.', heading: /quick\s*start|getting started/i, command: (w) => composeCommand('up')(w) || dockerRun(w) },
  { id: 'prebuilt-image', title: 'The README shows how to use the published image', why: 'Nobody has to build what is there already.', command: docker('pull') },
  { id: 'local-build', title: 'The README shows how to build the image', why: 'Who changes something sees it in an image of his own.', command: (w) => docker('build')(w) || docker('buildx', 'build')(w) || composeCommand('build')(w) },
  { id: 'compose', title: 'The README shows how to run the cluster by Docker Compose', why: 'A whole cluster takes one command.', heading: /compose/i, command: composeCommand('up') },
  { id: 'manual-run', title: 'The README shows how to run containers by hand', why: 'Who has no Compose, or another orchestrator, sees what a container needs.', command: dockerRun },
  { id: 'interactive-use', title: 'The README shows how to get a shell', why: 'What goes wrong inside a container can be looked at there.', command: (w) => (dockerRun(w) || docker('exec')(w) || composeCommand('exec')(w) || composeCommand('run')(w)) && (w.some((x) => /^-\w*(?:it|ti)\w*$/.test(x)) || (w.some((x) => /^-i$|^--interactive$/.test(x)) && w.some((x) => /^-t$|^--tty$/.test(x))) || /^(?:bash|sh|pyspark|spark-shell)$/.test(w[w.length - 1])) },
  { id: 'environment-variables', title: 'The README lists the environment variables', why: 'What can be configured is found in one place.', heading: /environment|configuration|variables/i, rows: /\bSPARK_\w+/ },
  { id: 'env-setup', title: 'The README shows how to begin from .env.example', why: 'A copy and an edit, and the cluster is configured.', command: (w) => /^(?:cp|install|mv)$/.test(w[0] ?? '') && w.some((x) => /(?:^|\/)\.?env\.(?:example|sample|template|dist)$/.test(x)) && /(?:^|\/)\.env$/.test(w[w.length - 1] ?? ''), level: 'recommended' },
  { id: 'volumes', title: 'The README lists the directories to mount', why: 'Data is kept where it outlives the container.', heading: /volume|mount|persist/i, rows: /\/\w+/ },
  { id: 'ports', title: 'The README lists the ports', why: 'Who opens a firewall or publishes a port knows what is behind it.', heading: /\bports?\b/i, rows: /\b\d{4,5}\b/ },
  { id: 'security', title: 'The README summarises how the image is hardened', why: 'Who decides about the image sees what it does, and where to read on.', heading: /security|hardening/i },
  { id: 'comparison', title: 'The README compares the image with others', why: 'Who comes from another image sees what is the same and what is not.', heading: /compari|compatib|versus|\bvs\b/i },
  { id: 'example-application', title: 'The README shows how to submit an application', why: 'The first job runs by pasting a line.', command: (w) => w.some((x) => /(?:^|\/)spark-submit$/.test(x)) && w.some((x) => /\.(?:py|jar)$/.test(x)) },
];

function demandCheck(demand: ReadmeDemand): Check {
  return {
    id: `readme-${demand.id}`,
    title: demand.title,
    guideItem: 13,
    section: SECTION,
    level: demand.level ?? 'essential',
    references: [],
    why: demand.why,
    fix: `Write it in README.md${demand.command ? ', with commands in a block of code' : ''}.`,
    verify: VERIFY,
    run: onDocument(README, 'README.md', (subject) => {
      const heading = demand.heading && subject.heading(demand.heading);
      if (demand.heading && !heading) return fail(`${subject.path} has no section for it.`);
      const shown = commandsWith(subject, demand.command);
      if (demand.command && shown.length === 0) return fail(`${subject.path} shows no command for it.`, heading ? [heading] : []);
      const rows = demand.rows ? rowsBelow(subject, demand.heading ?? /^$/, demand.rows) : [];
      if (demand.rows && rows.length === 0) return fail(`${subject.path} has no table or list for it.`, heading ? [heading] : []);
      return pass(`${subject.path} shows it.`, [...(heading ? [heading] : []), ...shown.slice(0, 3), ...rows.slice(0, 1)]);
    }),
  };
}

function commandsWith(subject: DocumentSubject, isSuch: ReadmeDemand['command']): Evidence[] {
  if (!isSuch) return [];
  return subject.commands.filter((c) => !c.pattern && isSuch(plainWords(c.words))).map((c) => subject.at(c.startLine, c.endLine));
}

/** Rows of tables, or entries of lists, below a heading. */
function rowsBelow(subject: DocumentSubject, heading: RegExp, content: RegExp): Evidence[] {
  const sections = subject.source.sections.filter((s) => s.level > 1 && heading.test(s.title));
  const within = (line: number): boolean => sections.some((s) => line > s.startLine && line <= s.endLine);
  const rows = subject.source.tableRows.filter((row) => within(row.line) && content.test(row.text)).map((row) => row.line);
  const entries = subject.source.prose.flatMap((line, index) => (/^\s*[-*+]\s/.test(line) && within(index + 1) && content.test(line) ? [index + 1] : []));
  return [...rows, ...entries].map((line) => subject.at(line));
}

const publishing: Check = {
  id: 'readme-publishing',
  title: 'The README shows how to publish an image of your own: tag, log in, push',
  guideItem: 13,
  section: 'Custom publishing',
  level: 'essential',
  references: [],
  why: 'Whoever builds an image can bring it to a registry of his own.',
  fix: 'Show docker tag, docker login and docker push in a block of code.',
  verify: VERIFY,
  run: onDocument(README, 'README.md', (subject) => {
    const shown = ['tag', 'login', 'push'].map((name) => ({ name, by: commandsWith(subject, docker(name)) }));
    const missing = shown.filter((s) => s.by.length === 0 && !(s.name === 'tag' && commandsWith(subject, (w) => docker('build')(w) && w.some((x) => /^(?:-t|--tag)/.test(x))).length > 0));
    if (missing.length > 0) return fail(`${subject.path} does not show docker ${listed(missing.map((m) => m.name))}.`, shown.flatMap((s) => s.by.slice(0, 1)));
    return pass(`${subject.path} shows how to tag, log in and push.`, shown.flatMap((s) => s.by.slice(0, 1)));
  }),
};

const ports: Check = {
  id: 'readme-documents-exposed-ports',
  title: 'Every port that the Dockerfile declares is documented',
  guideItem: 9,
  section: 'Exposed ports',
  level: 'essential',
  references: [],
  why: 'What EXPOSE says by number is explained in words.',
  fix: 'Name every port of EXPOSE, with its purpose, below a heading for ports.',
  verify: 'Compare EXPOSE with the table of ports in README.md.',
  run: onDocument(README, 'README.md', (subject) => {
    const dockerfile = imageDockerfile(subject.files);
    const exposes = (dockerfile?.instructions ?? []).filter((i) => i.keyword === 'EXPOSE');
    const exposed = exposes.flatMap((i) => i.words).map((word) => word.split('/')[0]);
    if (exposed.length === 0) return fail('The Dockerfile declares no port.');
    const found = exposed.map((port) => ({ port, by: rowsBelow(subject, /\bports?\b/i, new RegExp(`(?<!\\d)${port.replace(/\D.*/, '')}(?!\\d)`)) }));
    const missing = found.filter((f) => f.by.length === 0);
    if (missing.length > 0) return fail(`${subject.path} does not explain port ${listed(missing.map((m) => m.port))}.`);
    const heading = subject.heading(/\bports?\b/i);
    return pass(`${subject.path} explains ${listed(exposed)}.`, [...(heading ? [heading] : []), ...found.map((f) => f.by[0]), ...exposes.map((i) => subject.files.evidence(dockerfile?.path ?? '', i.startLine, i.endLine))]);
  }),
};

const badges: Check = {
  id: 'readme-badges',
  title: 'Badges show the status of the build and of the tests',
  guideItem: 19,
  section: 'Badge display',
  level: 'essential',
  references: [],
  why: 'Who comes to the repository sees whether what is there works.',
  fix: 'Put the badge.svg of both workflows at the top of README.md.',
  verify: 'Open the README on GitHub.',
  run: onDocument(README, 'README.md', (subject) => {
    const images = subject.source.links.filter((l) => l.image).flatMap((l) => {
      const name = /actions\/workflows\/([^/?#]+)\/badge\.svg/.exec(l.address)?.[1] ?? /workflow\/status\/[^/]+\/[^/]+\/([^/?#]+)/.exec(l.address)?.[1];
      return name === undefined ? [] : [{ name, line: l.line }];
    });
    if (images.length === 0) return fail(`${subject.path} has no badge of a workflow.`);
    const dead = images.filter((i) => subject.files.text(`.github/workflows/${i.name}`) === undefined);
    if (dead.length > 0) return fail(`A badge shows ${listed(dead.map((d) => d.name))}, which is no workflow of this repository.`, dead.map((d) => subject.at(d.line)));
    if (new Set(images.map((i) => i.name)).size < 2) return fail('There is a badge of one workflow only: build and tests have one each.', images.map((i) => subject.at(i.line)));
    return pass(`Badges show ${listed([...new Set(images.map((i) => i.name))])}.`, images.map((i) => subject.at(i.line)));
  }),
};

/** Checks of README.md. */
export const README_CHECKS: readonly Check[] = [...DEMANDS.map(demandCheck), publishing, ports, badges];
