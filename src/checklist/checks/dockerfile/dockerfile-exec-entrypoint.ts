import { fail, pass } from '../../check';
import { inlineScript } from '../../parsers/plain-words';
import { dockerfileCheck, lacks, lastOf, onDockerfile } from './subject';

export const dockerfileExecEntrypoint = dockerfileCheck({
  id: 'dockerfile-exec-entrypoint',
  title: 'The entrypoint is a program, not a shell command line',
  guideItem: 7,
  section: 'Entrypoint script',
  references: ['hadolint DL3025', 'docker build check: JSONArgsRecommended'],
  why: 'If a shell starts the process, the process gets no signals: docker stop waits ten seconds and then kills it.',
  fix: 'Write ENTRYPOINT as a JSON array: ENTRYPOINT ["/opt/entrypoint.sh"].',
  verify: "docker inspect --format '{{json .Config.Entrypoint}}' IMAGE shows no /bin/sh -c.",
  run: onDockerfile((subject) => {
    const { source, at } = subject;
    const entrypoint = lastOf(source, 'ENTRYPOINT');
    if (!entrypoint) return lacks(subject, 'There is no ENTRYPOINT.', source.image.slice(0, 1).map((stage) => at(stage.from)));
    if (!entrypoint.json) return fail('ENTRYPOINT is a line for a shell.', [at(entrypoint)]);
    if (entrypoint.words.length === 0) return fail('ENTRYPOINT is empty.', [at(entrypoint)]);
    if (entrypoint.words.some((_, index) => inlineScript(entrypoint.words.slice(index)) !== undefined)) {
      return fail('ENTRYPOINT runs a shell that runs the command.', [at(entrypoint)]);
    }
    return pass(`ENTRYPOINT runs ${entrypoint.words[0]} itself.`, [at(entrypoint)]);
  }),
});
