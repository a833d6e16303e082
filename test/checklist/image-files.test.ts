import { runChecks } from '../../src/checklist/checklist';
import { ImageFiles } from '../../src/checklist/image-files';
import { readDockerfile } from '../../src/checklist/parsers/dockerfile-source';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { findCheck } from './find-check';

const SCRIPT = '#!/bin/sh\nset -e\nexec "$@"\n';

/** Where the text of /opt/run.sh comes from, as ENTRYPOINT finds it. */
function origin(lines: readonly string[], files: { readonly [path: string]: string } = {}, context = ''): string {
  const Dockerfile = `${lines[0].startsWith('FROM') ? '' : 'FROM ubuntu:24.04\n'}${lines.join('\n')}\nENTRYPOINT ["/opt/run.sh"]\n`;
  const source = readDockerfile(Dockerfile, 'Dockerfile');
  const { instructions } = source;
  const found = new ImageFiles(new RepositoryFiles({ Dockerfile, ...files }), source, context).find('/opt/run.sh', instructions[instructions.length - 1]);
  if (!found) return 'nothing';
  return 'missing' in found ? `missing ${found.missing}` : `${found.path}:${found.firstLine} ${found.text === SCRIPT ? 'whole' : found.text.trim()}`;
}

describe('a file of the image comes from', () => {
  test.each<[string, string[], string]>([
    ['a file', ['COPY run.sh /opt/run.sh'], 'run.sh:1 whole'],
    ['a file that is renamed', ['COPY scripts/start.sh /opt/run.sh'], 'scripts/start.sh:1 whole'],
    ['a file in a folder', ['COPY run.sh /opt/'], 'run.sh:1 whole'],
    ['a file in a folder that is there', ['COPY run.sh /opt'], 'run.sh:1 whole'],
    ['one of several', ['COPY a.txt run.sh /opt/'], 'run.sh:1 whole'],
    ['a pattern', ['COPY *.sh /opt/'], 'run.sh:1 whole'],
    ['a folder', ['COPY rootfs /'], 'rootfs/opt/run.sh:1 whole'],
    ['a folder with a dot', ['COPY ./rootfs/. /'], 'rootfs/opt/run.sh:1 whole'],
    ['the second of two folders', ['COPY prebuild /', 'COPY rootfs /'], 'rootfs/opt/run.sh:1 whole'],
    ['the whole context', ['COPY . /opt'], 'run.sh:1 whole'],
    ['a working directory', ['WORKDIR /opt', 'COPY run.sh .'], 'run.sh:1 whole'],
    ['a working directory below another', ['WORKDIR /opt/app', 'COPY run.sh ../run.sh'], 'run.sh:1 whole'],
    ['a variable', ['ENV HOME=/opt', 'COPY run.sh ${HOME}/run.sh'], 'run.sh:1 whole'],
    ['the JSON form', ['COPY ["run.sh", "/opt/run.sh"]'], 'run.sh:1 whole'],
    ['its parents', ['COPY --parents opt/run.sh /'], 'opt/run.sh:1 whole'],
    ['ADD', ['ADD run.sh /opt/run.sh'], 'run.sh:1 whole'],
    ['ADD of a folder', ['ADD rootfs/opt /opt'], 'rootfs/opt/run.sh:1 whole'],
    ['another stage', ['FROM a AS b', 'COPY run.sh /x/run.sh', 'FROM c', 'COPY --from=b /x/run.sh /opt/'], 'run.sh:1 whole'],
    ['a folder of another stage', ['FROM a AS b', 'COPY run.sh /x/', 'FROM c', 'COPY --from=0 /x /opt'], 'run.sh:1 whole'],
    ['the stage that goes on', ['FROM a AS b', 'COPY run.sh /opt/', 'FROM b'], 'run.sh:1 whole'],
    ['a here-document', ['COPY <<EOF /opt/run.sh', SCRIPT.trim(), 'EOF'], 'Dockerfile:3 #!/bin/sh\nset -e\nexec "$@"'],
    ['a here-document of that name', ['COPY <<a <<"run.sh" /opt/', 'text', 'a', 'exec x', 'run.sh'], 'Dockerfile:5 exec x'],
    ['RUN with a here-document', ['RUN cat > /opt/run.sh <<EOF', 'exec x', 'EOF'], 'Dockerfile:3 exec x'],
    ['RUN with echo', ['RUN echo "set -e" > /opt/run.sh && echo "exec x" >> /opt/run.sh'], 'Dockerfile:2 set -e\nexec x'],
    ['a move', ['COPY run.sh /tmp/', 'RUN mv /tmp/run.sh /opt/ && chmod +x /opt/run.sh'], 'run.sh:1 whole'],
    ['a copy of a folder', ['COPY . /tmp/x', 'RUN cp -r /tmp/x/rootfs/opt /opt'], 'rootfs/opt/run.sh:1 whole'],
    ['a link', ['COPY scripts /scripts', 'RUN ln -sf /scripts/start.sh /opt/run.sh'], 'scripts/start.sh:1 whole'],
    ['the later of two', ['COPY scripts/start.sh /opt/run.sh', 'COPY run.sh /opt/'], 'run.sh:1 whole'],
    ['a file that is not there', ['COPY dist/run.sh /opt/'], 'missing dist/run.sh'],
    ['a folder that is not there', ['COPY dist /opt'], 'missing dist'],
    ['an archive', ['ADD rootfs.tar.gz /'], 'missing rootfs.tar.gz'],
    ['another image', ['COPY --from=acme/tools:1 /run.sh /opt/run.sh'], 'missing image acme/tools:1'],
    ['the base', ['COPY scripts /scripts'], 'nothing'],
    ['a folder that is another', ['COPY prebuild /opt'], 'nothing'],
  ])('%s', (_, lines, expected) => {
    expect(origin(lines, { 'run.sh': SCRIPT, 'scripts/start.sh': SCRIPT, 'opt/run.sh': SCRIPT, 'rootfs/opt/run.sh': SCRIPT, 'prebuild/lib.txt': '', 'a.txt': '' })).toBe(expected);
  });

  test('the build context, wherever that is', () => {
    expect(origin(['COPY app/run.sh /opt/'], { 'deploy/app/run.sh': SCRIPT }, 'deploy')).toBe('deploy/app/run.sh:1 whole');
  });
});

const DOWNLOAD = '#!/bin/sh\ncurl -O https://example.com/x.tgz\n';

test.each<[string, string[], string]>([
  ['by its path', ['COPY x/install.sh /tmp/', 'RUN /tmp/install.sh'], 'fail'],
  ['by a shell, in its folder', ['WORKDIR /tmp', 'COPY x .', 'RUN bash -e install.sh'], 'fail'],
  ['after a change of folder', ['COPY . /src', 'RUN cd /src/x && ./install.sh'], 'fail'],
  ['as a mount', ['RUN --mount=type=bind,source=x,target=/mnt /mnt/install.sh'], 'fail'],
  ['by its name', ['COPY x/install.sh /usr/local/bin/', 'RUN install.sh'], 'fail'],
  ['a script of another place', ['COPY x/other.sh /tmp/', 'RUN /tmp/other.sh'], 'unknown'],
  ['a program', ['COPY x /tmp/x', 'RUN /usr/bin/make'], 'not-applicable'],
])('a script that RUN starts is read: %s', (_, lines, status) => {
  const [result] = runChecks(new RepositoryFiles({ 'Dockerfile': `FROM ubuntu:24.04\n${lines.join('\n')}\n`, 'x/install.sh': DOWNLOAD }), [findCheck('dockerfile-verified-download')]);
  expect(result.status).toBe(status);
});

test.each<[string, string[]]>([
  ['behind an init process', ['COPY run.sh /run.sh', 'ENTRYPOINT ["/sbin/tini", "-s", "--", "/run.sh"]']],
  ['by CMD behind an init process', ['COPY run.sh /run.sh', 'ENTRYPOINT ["/sbin/tini", "--"]', 'CMD ["/run.sh"]']],
  ['by CMD alone', ['COPY run.sh /run.sh', 'CMD ["sh", "/run.sh"]']],
  ['by a line for a shell', ['ENV APP=/app', 'COPY run.sh $APP/', 'ENTRYPOINT $APP/run.sh']],
  ['by a shell', ['COPY run.sh /run.sh', 'ENTRYPOINT ["bash", "-c", "exec /run.sh \\"$@\\""]']],
  ['by a name in PATH', ['COPY --chmod=755 run.sh /usr/local/bin/start', 'ENTRYPOINT ["start"]']],
  ['relative to the working directory', ['WORKDIR /srv', 'COPY run.sh .', 'ENTRYPOINT ["./run.sh"]']],
])('the entrypoint is found: %s', (_, lines) => {
  const [result] = runChecks(new RepositoryFiles({ 'Dockerfile': `FROM ubuntu:24.04\n${lines.join('\n')}\n`, 'run.sh': SCRIPT }), [findCheck('entrypoint-strict')]);
  expect([result.status, result.message]).toEqual(['pass', 'set -e is on.']);
});
