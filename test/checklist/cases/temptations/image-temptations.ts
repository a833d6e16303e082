import { CasesOf } from '../check-case';

const DIRECTORIES = '/opt/spark/data /opt/spark/apps /opt/spark/work /opt/spark/logs';
const SETTINGS = 'SPARK_MODE=master SPARK_MASTER_HOST= SPARK_MASTER_PORT=7077 SPARK_MASTER_WEBUI_PORT=8080 SPARK_WORKER_WEBUI_PORT=8081 ' +
  'SPARK_RPC_AUTHENTICATION_ENABLED=no SPARK_RPC_ENCRYPTION_ENABLED=no SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED=no SPARK_SSL_ENABLED=no PYSPARK_PYTHON=python3';

/** A Dockerfile of one stage. */
const image = (...lines: string[]): string => `FROM ubuntu:22.04\n${lines.join('\n')}\n`;
const spark = (...lines: string[]): string => image('ENV SPARK_HOME=/opt/spark', ...lines);

/** How an image seems to be right or wrong: its files, their owners, what it runs. */
export const IMAGE_TEMPTATIONS = new CasesOf('Dockerfile')
  .check('dockerfile-copy-chown')
  .looksRight('to root, by an argument', image('ARG OWNER=0', 'COPY --chown=$OWNER:1001 a /opt/a'))
  .looksRight('USER does not change whose copied files are', image('USER 1001', 'COPY a /opt/a'))
  .looksWrong('among other flags, in lower case', 'FROM ubuntu:22.04 AS b\nFROM ubuntu:22.04\ncopy --link --from=b --chmod=0755 --chown=1001:0 /a /opt/a\n')

  .check('dockerfile-no-second-copy')
  .looksRight('relative to the working directory', image('COPY a /opt/spark', 'WORKDIR /opt', 'RUN chown -R 1001 spark'))
  .looksRight('one large file, moved', image('COPY a.tgz /opt/a.tgz', 'RUN mv /opt/a.tgz /srv/'))
  .looksRight('by a variable', image('ENV H=/opt/spark', 'COPY a ${H}', 'RUN chown -R 1001 "${H}"'))
  .looksRight('by find', image('COPY a /opt/spark', 'RUN find /opt/spark -exec chown 1001 {} +'))
  .looksWrong('the directory alone, and one whose name begins the same', image('COPY a /opt/spark', 'RUN chown 1001 /opt/spark && chown -R 1001 /opt/spark-data'))

  .check('dockerfile-no-open-modes')
  .looksRight('by find', image('RUN find / -exec chmod 777 {} +'))
  .looksRight('a setuid bit', image('RUN chmod u+s /usr/bin/find'))
  .looksRight('sudo without a password', image("RUN echo 'spark ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers.d/spark"))
  .looksRight('the list of users, for the group', image('RUN chgrp root /etc/passwd && chmod ug+rw /etc/passwd'))
  .looksRight('set, not added', image('RUN chmod u=rwx,go=rwx /opt/data'))
  .looksRight('in the second part', image('RUN chmod u+x,o+w /opt/data'))
  .looksRight('by the program that makes it', image('RUN install -d -m 0777 /opt/data'))
  .looksWrong('taken away, and a path that looks like a mode', image('RUN chmod o-w /opt/777 && chmod g+w,o-w /opt/data'))

  .check('dockerfile-working-directory')
  .looksRight('a copy into a directory of it', image('COPY --chown=1001 conf /app/conf/', 'WORKDIR /app', 'USER 1001'), {}, 'unknown')
  .looksRight('a later one', image('RUN mkdir /workspace && chown 1001 /workspace', 'WORKDIR /workspace', 'WORKDIR /'))
  .looksRight('in the builder', 'FROM ubuntu:22.04 AS b\nRUN mkdir /w && chown 1001 /w\nWORKDIR /w\nFROM ubuntu:22.04\n')
  .looksWrong('relative to the one before', image('RUN install -d -o 1001 -g 0 /opt/app', 'WORKDIR /opt', 'WORKDIR app/'))

  .check('dockerfile-application-directories')
  .looksRight('given to the group only', spark(`RUN mkdir -p ${DIRECTORIES} && chown :1001 ${DIRECTORIES}`))
  .looksWrong('made with their owner', spark(`RUN install -d -o 1001 -g 0 -m 0775 ${DIRECTORIES}`))
  .looksWrong('relative to the working directory', spark('WORKDIR $SPARK_HOME', 'RUN mkdir -p data apps work logs && chown 1001:0 data apps work logs'))

  .check('dockerfile-no-setuid')
  .looksRight('in one tree only', image('RUN find /opt -perm /6000 -exec chmod a-s {} +'))
  .looksRight('those that have both bits and nothing else', image('RUN find / -xdev -perm 6000 -exec chmod a-s {} +'))
  .looksWrong('one bit or the other', image('RUN find / -xdev \\( -perm -4000 -o -perm -2000 \\) -type f -exec chmod a-s {} +'))
  .looksWrong('by xargs', image('RUN find / -xdev -type f -perm /6000 -print0 | xargs -0 -r chmod u-s,g-s'))

  .check('dockerfile-environment-defaults')
  .looksRight('exported while the image is built', spark(`RUN export ${SETTINGS}`))
  .looksWrong('in the old form, one by one', `FROM ubuntu:22.04\n${SETTINGS.split(' ').map((pair) => `ENV ${pair.replace('=', ' ').replace(/ $/, ' ""')}`).join('\n')}\n`)

  .check('dockerfile-exposed-ports')
  .looksRight('for another protocol', spark('EXPOSE 7077 8080 8081 4040/udp'))
  .looksRight('as a label', spark('LABEL EXPOSE="7077 8080 8081 4040"', 'EXPOSE 7077'))
  .looksWrong('ranges and variables', spark('ENV SPARK_MASTER_PORT=7077', 'EXPOSE ${SPARK_MASTER_PORT}/tcp 4040-4050/tcp 8080-8081'))

  .check('dockerfile-exec-entrypoint')
  .looksRight('a login shell', image('ENTRYPOINT ["/bin/bash", "-lc", "start"]'))
  .looksRight('a shell behind the init process', image('ENTRYPOINT ["/usr/bin/tini", "--", "sh", "-e", "-c", "start"]'))
  .looksWrong('over several lines', image('ENTRYPOINT [ \\', '  "/bin/bash", \\', '  "/opt/entrypoint.sh" ]'))

  .check('dockerfile-healthcheck')
  .looksRight('a failure is passed over', image('HEALTHCHECK CMD curl --fail http://localhost:8080 || exit 0'))
  .looksRight('a program that says yes', image('HEALTHCHECK CMD ["/bin/true"]'))
  .looksWrong('switched off first', image('HEALTHCHECK NONE', 'HEALTHCHECK --interval=10s \\', '  CMD curl --fail http://localhost:8080 || exit 1'))

  .check('dockerfile-volume')
  .looksRight('another directory that begins the same', spark('VOLUME /opt/spark/data-old'))
  .looksWrong('by a variable', spark('VOLUME ["/logs"]', 'VOLUME $SPARK_HOME/data'))

  .check('dockerfile-init')
  .looksRight('an argument of something else', image('RUN apt-get install -y tini', 'ENTRYPOINT ["/opt/entrypoint.sh", "tini", "--"]'))
  .looksRight('in CMD behind an entrypoint', image('RUN apt-get install -y tini', 'ENTRYPOINT ["/opt/entrypoint.sh"]', 'CMD ["tini"]'))
  .looksWrong('copied, without a path', image('COPY --from=builder /tini /usr/local/bin/tini', 'ENTRYPOINT ["tini", "--", "/opt/entrypoint.sh"]'))

  .check('dockerfile-specific-copy')
  .looksRight('the same place in other words', image('COPY ./. /opt/'))
  .looksRight('by an argument', image('ARG SOURCE=.', 'COPY ${SOURCE} /opt/'))
  .looksWrong('a file that begins with a dot, and a folder', image('COPY .env.example ./docker/. /opt/'))

  .check('dockerfile-no-upgrade')
  .looksRight('update means upgrade to dnf', 'FROM rockylinux:9\nRUN dnf -y update && dnf install -y tini\n')
  .looksRight('by sudo', image('RUN sudo apt-get -y upgrade'))
  .looksWrong('one package, or one that is called so', image('RUN apt-get install -y --only-upgrade openssl && apt-get install -y unattended-upgrades'))

  .check('dockerfile-unprivileged-ports')
  .looksRight('a range that begins below', image('EXPOSE 8080 1000-2000'))
  .looksRight('by a variable', image('ENV PORT=443', 'EXPOSE $PORT/udp'))
  .looksWrong('the first that is free, and one that begins with 80', image('EXPOSE 1024/tcp 8000'))

  .check('dockerfile-directories-in-one-layer')
  .looksRight('made by another program', image('RUN install -d /opt/data', 'RUN chown 1001 /opt/data'))
  .looksRight('relative to the working directory', image('WORKDIR /opt', 'RUN mkdir data', 'RUN chown 1001 data'))
  .looksWrong('in a here-document, and another directory later', image('RUN <<EOF', 'mkdir -p /opt/data', 'chown 1001 /opt/data', 'EOF', 'RUN chown 1001 /opt/data2'))

  .check('dockerfile-any-uid')
  .looksRight('the list of users', image('RUN chgrp root /etc/passwd && chmod ug+rw /etc/passwd'))
  .looksRight('the mode is that of another directory', image('RUN chown 1001:0 /opt/data && chmod 0775 /srv'))
  .looksWrong('by one program', image('RUN install -d -o 1001 -g 0 -m 0775 /opt/data'))
  .looksWrong('in two layers, and the tree above', image('RUN chgrp -R root /opt', 'RUN chmod g=u /opt/data'))
  .cases;
