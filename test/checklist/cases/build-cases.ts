import { CasesOf } from './check-case';

const GIVEN = 'RUN mkdir -p /opt/data && chown 1001:0 /opt/data && chmod 0775 /opt/data\n';
const COMPOSE = (service: string): { [path: string]: string } => ({ 'docker-compose.yml': `services:\n  a:\n    build: .\n    ${service}\n` });

const TINI = 'FROM ubuntu:22.04\nRUN apt-get install -y tini\nCOPY entrypoint.sh /opt/\nENTRYPOINT ["/opt/entrypoint.sh"]\n';

/** How a Dockerfile is written. */
export const BUILD_CASES = new CasesOf('Dockerfile')
  .check('dockerfile-init')
  .is('pass', 'tini', 'FROM ubuntu:22.04\nRUN apt-get install -y tini\nENTRYPOINT ["/usr/bin/tini", "--", "/opt/entrypoint.sh"]\n', 'Dockerfile:3')
  .is('unknown', 'started, and not installed here', 'FROM ubuntu:22.04\nENTRYPOINT ["/usr/bin/tini", "--", "/opt/entrypoint.sh"]\n', 'Dockerfile:2')
  .is('pass', 'of the engine, for every service', 'FROM ubuntu:22.04\nENTRYPOINT ["/opt/entrypoint.sh"]\n', 'docker-compose.yml:4', COMPOSE('init: true'))
  .is('pass', 'by the entrypoint script', TINI, 'entrypoint.sh:6', { 'entrypoint.sh': '#!/bin/bash\ncase $1 in\n  a) CMD=(java A) ;;\n  *) CMD=("$@") ;;\nesac\nexec /usr/bin/tini -s -- "${CMD[@]}"\n' })
  .is('pass', 'by a variable of the script', TINI, 'entrypoint.sh:3', { 'entrypoint.sh': '#!/bin/bash\nINIT="/usr/bin/tini -s --"\nexec $INIT "$@"\n' })
  .is('pass', 'as the interpreter of the script', TINI, 'Dockerfile:4', { 'entrypoint.sh': '#!/usr/bin/tini /bin/sh\nexec java\n' })
  .is('pass', 's6-overlay', 'FROM ubuntu:22.04\nADD s6-overlay-noarch.tar.xz /\nENTRYPOINT ["/init"]\n', 'Dockerfile:2')
  .is('fail', 'in one branch of the script', TINI, 'entrypoint.sh:5', { 'entrypoint.sh': '#!/bin/bash\nif [ "$1" = a ]; then\n  exec tini -- java A\nelse\n  exec "$@"\nfi\n' })
  .is('fail', 'installed, not started', 'FROM ubuntu:22.04\nRUN apt-get install -y tini\nENTRYPOINT ["/opt/entrypoint.sh"]\n', 'Dockerfile:3')
  .is('fail', 'in a comment', 'FROM ubuntu:22.04\n# ENTRYPOINT ["tini"]\nENTRYPOINT ["/opt/entrypoint.sh"]\n', 'Dockerfile:3', COMPOSE('init: false'))
  .is('unknown', 'a program that is called like one', 'FROM ubuntu:22.04\nENTRYPOINT ["/opt/my-init"]\n', 'Dockerfile:2')

  .check('dockerfile-specific-copy')
  .is('pass', 'by name', 'FROM ubuntu:22.04\nCOPY entrypoint.sh /opt/\nCOPY --from=x . /y\n', 'Dockerfile:2')
  .is('fail', 'everything, in the builder', 'FROM ubuntu:22.04 AS b\nCOPY . .\nFROM ubuntu:22.04\nCOPY a /a\n', 'Dockerfile:2')
  .is('fail', 'by a star', 'FROM ubuntu:22.04\nCOPY --chown=1001 ./* /opt/\n')
  .is('not-applicable', 'a here-document', 'FROM ubuntu:22.04\nCOPY <<EOF /a\n.\nEOF\n')

  .check('dockerfile-no-upgrade')
  .is('unknown', 'a template', 'FROM {{ base }}\nRUN true\n', 'Dockerfile:1')
  .is('unknown', 'a word that is no instruction', 'FROM ubuntu:22.04\nRUM apt-get update\n', 'Dockerfile:2')
  .is('unknown', 'left by a merge', 'FROM ubuntu:22.04\n<<<<<<< HEAD\nUSER a\n=======\nUSER b\n>>>>>>> x\n', 'Dockerfile:2')
  .is('pass', 'installed only', 'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y upgrade-system\n', 'Dockerfile')
  .is('fail', 'upgraded', 'FROM ubuntu:22.04\nRUN apt-get update && apt-get -y dist-upgrade\n', 'Dockerfile:2')
  .is('not-applicable', 'in a comment', 'FROM ubuntu:22.04\n# RUN apt-get upgrade\n')

  .check('dockerfile-unprivileged-ports')
  .is('pass', 'high ones', 'FROM ubuntu:22.04\nEXPOSE 8080 7000-8000/tcp\n', 'Dockerfile:2')
  .is('fail', 'the web', 'FROM ubuntu:22.04\nEXPOSE 8080 80/tcp\n', 'Dockerfile:2')
  .is('unknown', 'a variable', 'FROM ubuntu:22.04\nARG P\nEXPOSE $P\n')
  .is('not-applicable', 'none', 'FROM ubuntu:22.04\n# EXPOSE 80\n')

  .check('dockerfile-directories-in-one-layer')
  .is('pass', 'together', `FROM ubuntu:22.04\n${GIVEN}`, 'Dockerfile:2')
  .is('fail', 'one after the other', 'FROM ubuntu:22.04\nRUN mkdir -p /opt/data\nRUN chown 1001 /opt/data\n', 'Dockerfile:2')
  .is('fail', 'with everything below', 'FROM ubuntu:22.04\nRUN mkdir -p /opt/data\nRUN chown -R 1001 /opt\n', 'Dockerfile:3')
  .is('not-applicable', 'given away before it is made', 'FROM ubuntu:22.04\nRUN chown 1001 /opt/data && \\\n    mkdir -p /opt/data\n')
  .is('not-applicable', 'for the system', 'FROM ubuntu:22.04\nRUN mkdir -p /etc/x\n')

  .check('dockerfile-any-uid')
  .is('pass', 'group 0, with its rights', `FROM ubuntu:22.04\n${GIVEN}`, 'Dockerfile:2')
  .is('pass', 'by g=u', 'FROM ubuntu:22.04\nRUN chgrp -R 0 /opt && chmod -R g=u /opt\n')
  .is('fail', 'no rights', 'FROM ubuntu:22.04\nRUN chown 1001:0 /opt && chmod 0755 /opt\n', 'Dockerfile:2')
  .is('fail', 'another group', 'FROM ubuntu:22.04\nRUN chown 1001:1001 /opt && chmod 0775 /opt\n')
  .cases;
