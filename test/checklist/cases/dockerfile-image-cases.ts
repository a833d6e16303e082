import { CasesOf } from './check-case';

const SHA = 'a'.repeat(64);
const DIRECTORIES = '/opt/spark/data /opt/spark/apps /opt/spark/work /opt/spark/logs';
const SETTINGS = 'SPARK_MODE=master SPARK_MASTER_HOST= SPARK_MASTER_PORT=7077 SPARK_MASTER_WEBUI_PORT=8080 SPARK_WORKER_WEBUI_PORT=8081 ' +
  'SPARK_RPC_AUTHENTICATION_ENABLED=no SPARK_RPC_ENCRYPTION_ENABLED=no SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED=no SPARK_SSL_ENABLED=no PYSPARK_PYTHON=python3';
const SPARK = 'FROM ubuntu:22.04\nENV SPARK_HOME=/opt/spark\n';

/** What the image holds and how it runs. */
export const IMAGE_CASES = new CasesOf('Dockerfile')
  .check('dockerfile-copy-chown')
  .is('pass', 'each', 'FROM ubuntu:22.04\nCOPY --chown=spark:spark a b /opt/\n', 'Dockerfile:2')
  .is('pass', "the system's own files stay root's", 'FROM ubuntu:22.04\nCOPY tool /usr/local/bin/tool\nCOPY --chown=1001 a /opt/a\n', 'Dockerfile:3')
  .is('fail', 'one without', 'FROM ubuntu:22.04\nCOPY --chown=spark a /opt/a\nCOPY b /opt/b\n', 'Dockerfile:3')
  .is('fail', 'given to root', 'FROM ubuntu:22.04\nCOPY --chown=root:root a /opt/a\n')
  .is('fail', '--chown as a file name in the exec form', 'FROM ubuntu:22.04\nCOPY ["a", "--chown=spark", "/opt/"]\n')
  .is('not-applicable', 'in the builder alone', 'FROM ubuntu:22.04 AS b\nCOPY a /a\nFROM ubuntu:22.04\n')

  .check('dockerfile-no-second-copy')
  .is('pass', 'other directories', 'FROM ubuntu:22.04\nCOPY --chown=1001 a /opt/spark\nRUN chown -R 1001 /workspace\n')
  .is('fail', 'the copied tree', 'FROM ubuntu:22.04\nCOPY --from=x /opt/spark /opt/spark/\nRUN mkdir /w && chown -R spark:spark /opt/spark /w\n', 'Dockerfile:3')
  .is('fail', 'a tree above it', 'FROM ubuntu:22.04\nCOPY a /opt/spark\nRUN chmod --recursive g+w /opt\n')
  .is('not-applicable', 'nothing copied', 'FROM ubuntu:22.04\nRUN chown -R 1001 /opt\n')

  .check('dockerfile-no-open-modes')
  .is('pass', 'a script and a directory', 'FROM ubuntu:22.04\nRUN chmod +x /opt/entrypoint.sh && chmod 0775 /opt/data\n')
  .is('pass', 'the sticky bit of a directory for everybody', 'FROM ubuntu:22.04\nRUN chmod 1777 /scratch\n')
  .is('fail', '777', 'FROM ubuntu:22.04\nRUN chmod 777 /opt\n', 'Dockerfile:2')
  .is('fail', 'a+rwx', 'FROM ubuntu:22.04\nRUN chmod -R a+rwx /opt\n')
  .is('fail', 'whole trees executable', 'FROM ubuntu:22.04\nRUN chmod -R +x /opt/spark\n')
  .is('fail', 'by COPY', 'FROM ubuntu:22.04\nCOPY --chmod=0777 a /a\n')
  .is('not-applicable', 'no modes', 'FROM ubuntu:22.04\n')

  .check('dockerfile-working-directory')
  .is('pass', 'created and given away', 'FROM ubuntu:22.04\nRUN mkdir -p /workspace && chown spark:spark /workspace\nWORKDIR /workspace\n', 'Dockerfile:3')
  .is('fail', 'none', 'FROM ubuntu:22.04\n')
  .is('fail', 'relative', 'FROM ubuntu:22.04\nWORKDIR app\n')
  .is('fail', 'the root directory', 'FROM ubuntu:22.04\nWORKDIR /\n')
  .is('unknown', 'whoever the builder makes the owner', 'FROM ubuntu:22.04\nWORKDIR /workspace\n')
  .is('unknown', 'given to root', 'FROM ubuntu:22.04\nRUN mkdir /workspace && chown root:root /workspace\nWORKDIR /workspace\n')

  .check('dockerfile-application-directories')
  .is('pass', 'made and given away', `${SPARK}RUN mkdir -p ${DIRECTORIES} && chown 1001:0 ${DIRECTORIES}\n`, 'Dockerfile:3')
  .is('pass', 'with braces, and the tree above them', `${SPARK}RUN mkdir -p /opt/spark/{data,apps,work,logs} && chown -R spark /opt/spark\n`)
  .is('fail', 'one is missing', `${SPARK}RUN mkdir -p /opt/spark/data /opt/spark/apps /opt/spark/work && chown -R spark /opt/spark\n`)
  .is('fail', "root's", `${SPARK}RUN mkdir -p ${DIRECTORIES}\n`)
  .is('fail', 'made in the builder', `FROM ubuntu:22.04 AS b\nRUN mkdir -p ${DIRECTORIES} && chown 1001 ${DIRECTORIES}\n${SPARK}`)
  .is('not-applicable', 'an image of something else', 'FROM ubuntu:22.04\nRUN true\n')

  .check('dockerfile-no-setuid')
  .is('pass', 'taken away last', 'FROM ubuntu:22.04\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\n')
  .is('fail', 'never', 'FROM ubuntu:22.04\n# find / -perm /6000 -exec chmod a-s {} +\n')
  .is('fail', 'before a package comes', 'FROM ubuntu:22.04\nRUN find / -perm /6000 -exec chmod a-s {} +\nRUN apt-get install -y sudo\n', 'Dockerfile:3')
  .is('fail', 'listed only', 'FROM ubuntu:22.04\nRUN find / -perm /6000 -print\n')

  .check('dockerfile-environment-defaults')
  .is('pass', 'all', `FROM ubuntu:22.04\nENV ${SETTINGS}\n`, 'Dockerfile:2')
  .is('pass', 'any, for an image of something else', 'FROM ubuntu:22.04\nENV A=b\n')
  .is('fail', 'in the builder', `FROM ubuntu:22.04 AS b\nENV ${SETTINGS}\nFROM ubuntu:22.04\nENV SPARK_HOME=/opt/spark\n`)
  .is('fail', 'as ARG', `FROM ubuntu:22.04\nARG SPARK_MODE=master\nENV ${SETTINGS.replace('SPARK_MODE=master ', '')}\n`, 'Dockerfile:3')
  .is('fail', 'none', 'FROM ubuntu:22.04\n')

  .check('dockerfile-exposed-ports')
  .is('pass', 'all', `${SPARK}EXPOSE 7077 8080/tcp 8081\nEXPOSE 4040\n`, 'Dockerfile:3')
  .is('pass', 'those that the settings say', `${SPARK}ENV SPARK_MASTER_WEBUI_PORT=9080\nEXPOSE 7077 9080 8081 4040\n`)
  .is('pass', 'a range', `${SPARK}EXPOSE 7000-8100 4040\n`)
  .is('fail', 'one is missing', `${SPARK}EXPOSE 7077 8080 8081\n`, 'Dockerfile:3')
  .is('fail', 'in a comment', `${SPARK}# EXPOSE 7077 8080 8081 4040\n`)
  .is('unknown', 'a variable', `${SPARK}ARG PORT\nEXPOSE $PORT\n`)

  .check('dockerfile-exec-entrypoint')
  .is('pass', 'exec form', 'FROM ubuntu:22.04\nENTRYPOINT ["/opt/entrypoint.sh"]\n', 'Dockerfile:2')
  .is('fail', 'shell form', 'FROM ubuntu:22.04\nENTRYPOINT /opt/entrypoint.sh\n', 'Dockerfile:2')
  .is('fail', 'almost JSON, which Docker takes for shell form', "FROM ubuntu:22.04\nENTRYPOINT ['/opt/entrypoint.sh']\n")
  .is('fail', 'a shell in exec form', 'FROM ubuntu:22.04\nENTRYPOINT ["sh", "-c", "start"]\n')
  .is('fail', 'none', 'FROM ubuntu:22.04\n')

  .check('dockerfile-healthcheck')
  .is('pass', 'one', 'FROM ubuntu:22.04\nHEALTHCHECK --interval=10s CMD ["/check"]\n', 'Dockerfile:2')
  .is('fail', 'none', 'FROM ubuntu:22.04\n# HEALTHCHECK CMD x\n')
  .is('fail', 'switched off', 'FROM ubuntu:22.04\nHEALTHCHECK CMD /check\nHEALTHCHECK NONE\n', 'Dockerfile:3')
  .is('fail', 'always well', 'FROM ubuntu:22.04\nHEALTHCHECK CMD exit 0\n')

  .check('dockerfile-volume')
  .is('pass', 'declared', `${SPARK}VOLUME ["/opt/spark/data"]\n`, 'Dockerfile:3')
  .is('pass', 'without JSON', `${SPARK}VOLUME /opt/spark/logs /opt/spark/data/\n`)
  .is('fail', 'another', `${SPARK}VOLUME /opt/spark/logs\n`)
  .is('not-applicable', 'an image of something else', 'FROM ubuntu:22.04\n')

  .check('dockerfile-base-tag')
  .is('pass', 'a release', 'ARG BASE=ubuntu:22.04\nFROM ${BASE}\n', 'Dockerfile:2')
  .is('pass', 'a registry with a port', 'FROM localhost:5000/ubuntu:22.04\n')
  .is('fail', 'latest', 'FROM ubuntu:latest\n', 'Dockerfile:1')
  .is('fail', 'no tag, but a port', 'FROM localhost:5000/ubuntu\n')
  .is('unknown', 'an argument without a default', 'ARG BASE\nFROM $BASE\n')
  .is('not-applicable', 'scratch', 'FROM scratch\n')

  .check('dockerfile-base-digest')
  .is('pass', 'a digest', `FROM ubuntu:22.04@sha256:${SHA} AS b\nFROM b\n`, 'Dockerfile:1')
  .is('fail', 'a tag', 'FROM ubuntu:22.04\n')
  .is('fail', 'half a digest', 'FROM ubuntu:22.04@sha256:abc\n')

  .check('dockerfile-base-supported')
  .is('pass', 'LTS', 'FROM docker.io/library/ubuntu:22.04\n')
  .is('pass', 'slim', 'FROM debian:bookworm-slim\n')
  .is('fail', 'between two LTS releases', 'FROM ubuntu:23.10\n', 'Dockerfile:1')
  .is('unknown', 'not known', 'FROM fedora:40\n')

  .check('dockerfile-no-secrets')
  .is('pass', 'switches and files are no secrets', 'FROM ubuntu:22.04\nENV SPARK_RPC_AUTHENTICATION_SECRET_FILE=/run/s API_TOKEN_ENABLED=no\nARG SIGNING_KEY=0A2D\n', 'Dockerfile:2')
  .is('fail', 'a password', 'FROM ubuntu:22.04\nENV DB_PASSWORD=hunter2\n', 'Dockerfile:2')
  .is('fail', 'a token as build argument, in the builder', 'FROM ubuntu:22.04 AS b\nARG GITHUB_TOKEN\nFROM ubuntu:22.04\n')
  .is('fail', 'a key that is copied', 'FROM ubuntu:22.04\nCOPY certs/server.key /opt/\n')
  .is('not-applicable', 'no variables', 'FROM ubuntu:22.04\n')

  .check('dockerfile-copy-not-add')
  .is('pass', 'COPY', 'FROM ubuntu:22.04\nCOPY a /a\n')
  .is('fail', 'ADD', 'FROM ubuntu:22.04\nADD a.tgz /a\n', 'Dockerfile:2')
  .is('not-applicable', 'neither', 'FROM ubuntu:22.04\n')

  .check('dockerfile-verified-download')
  .is('pass', 'a checksum', 'FROM ubuntu:22.04\nRUN wget -q https://x/a.tgz && echo "abc  a.tgz" | sha512sum -c -\n', 'Dockerfile:2')
  .is('pass', 'a signature', 'FROM ubuntu:22.04\nRUN curl -O https://x/a; curl -O https://x/a.asc; gpg --batch --verify a.asc a\n')
  .is('pass', 'compared by hand', 'FROM ubuntu:22.04\nRUN curl -O https://x/a && [ "$(sha256sum a | cut -d" " -f1)" = "$SUM" ]\n')
  .is('pass', 'ADD with a checksum', `FROM ubuntu:22.04\nADD --checksum=sha256:${SHA} https://x/a /a\n`)
  .is('pass', 'by a script', 'FROM ubuntu:22.04\nCOPY docker/get.sh /usr/local/bin/\nRUN bash /usr/local/bin/get.sh\n', 'Dockerfile:3', { 'docker/get.sh': '#!/bin/bash\ncurl -O https://x/a\nsha256sum --check sums\n' })
  .is('fail', 'nothing', 'FROM ubuntu:22.04\nRUN curl -sSL https://x/a | tar xz # sha512sum -c\n', 'Dockerfile:2')
  .is('fail', 'a checksum that nobody compares', 'FROM ubuntu:22.04\nRUN wget https://x/a && sha256sum a\n')
  .is('fail', 'verified in the script by a comment', 'FROM ubuntu:22.04\nCOPY get.sh /get.sh\nRUN /get.sh\n', 'Dockerfile:3', { 'get.sh': '#!/bin/sh\n# gpg --verify\nwget https://x/a\n' })
  .is('fail', 'one of two', 'FROM ubuntu:22.04\nRUN wget https://x/a && sha256sum -c a.sum\nRUN wget https://x/b\n', 'Dockerfile:3')
  .is('unknown', 'a script that is not there', 'FROM ubuntu:22.04\nCOPY get.sh /get.sh\nRUN sh /get.sh\n')
  .is('not-applicable', 'by the package manager only', 'FROM ubuntu:22.04\nRUN apt-get install -y wget\n')
  .cases;
