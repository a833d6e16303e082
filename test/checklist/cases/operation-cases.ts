import { CasesOf } from './check-case';

/** A compose file of one service. */
const one = (text: string): string => `services:\n  a:\n${text.replace(/^/gm, '    ')}\n`;
const HARDENED = 'read_only: true\ncap_drop: [ALL]';

/** How services are run, and how several files and services add up. */
export const OPERATION_CASES = new CasesOf('docker-compose.yml')
  .check('compose-image-release')
  .is('pass', 'a version', one('image: ghcr.io/a/b:1.2.3'), 'docker-compose.yml:3')
  .is('pass', 'by a variable with a default', one('image: ${IMAGE:-ghcr.io/a/b:local}'))
  .is('pass', 'built here', one('build: .'))
  .is('fail', 'latest', one('image: a/b:latest'), 'docker-compose.yml:2')
  .is('fail', 'no tag, but a port', one('image: localhost:5000/a/b'))
  .is('fail', 'a version in a comment', one('image: a/b # :1.2.3'))
  .check('compose-log-rotation')
  .is('pass', 'limited', one('logging:\n  driver: json-file\n  options: {max-size: 10m, max-file: "3"}'), 'docker-compose.yml:3-5')
  .is('pass', 'sent elsewhere', one('logging:\n  driver: fluentd'))
  .is('fail', 'not limited', one('logging:\n  driver: json-file'))
  .is('fail', 'thrown away', one('logging:\n  driver: none\n  options: {max-size: 10m}'))
  .is('fail', 'not said', one('image: x:1'))
  .check('compose-unprivileged-ports')
  .is('pass', 'high ones', one('ports: ["127.0.0.1:8080:8080"]'), 'docker-compose.yml:3')
  .is('pass', 'none', one('image: x:1'))
  .is('fail', 'on the host', one('ports: ["80:8080"]'), 'docker-compose.yml:3')
  .is('fail', 'in the long form', one('ports:\n  - target: 443\n    published: "8443"'), 'docker-compose.yml:4-5')

  .check('compose-read-only')
  .is('pass', 'in the override', one('build: .'), 'docker-compose.override.yml:3', { 'docker-compose.override.yml': one('read_only: true') })
  .is('pass', 'in a file that is included', 'include: [more/b.yml]\nservices:\n  a:\n    read_only: true\n', 'more/b.yml:3', { 'more/b.yml': 'services:\n  b:\n    read_only: true\n' })
  .is('pass', 'a variable with a default', one('read_only: ${READ_ONLY:-true}'))
  .is('fail', 'switched off by the override', one('read_only: true'), 'docker-compose.yml:2', { 'docker-compose.override.yml': one('read_only: false') })
  .is('fail', 'taken back', one('read_only: true'), undefined, { 'docker-compose.override.yml': one('read_only: !reset null') })
  .is('fail', 'only together with another file', one('build: .'), 'docker-compose.yml:2', { 'docker-compose.prod.yml': one('read_only: true') })
  .is('fail', 'a service of an included file', 'include:\n  - path: b.yml\nservices:\n  a:\n    read_only: true\n', 'b.yml:2', { 'b.yml': 'services:\n  b:\n    image: x:1\n' })
  .is('unknown', 'it goes on from a file that is not there', one('extends: {file: base.yml, service: b}'), 'docker-compose.yml:2')
  .is('unknown', 'another file is no YAML', one('read_only: true'), 'compose.x.yml:2', { 'compose.x.yml': 'services: [\n' })
  .is('fail', 'another file is no YAML, and this one breaks it', one('build: .'), 'docker-compose.yml:2', { 'compose.x.yml': 'services: [\n' })
  .check('compose-cap-drop')
  .is('pass', 'a fragment adds to what is hardened', one(HARDENED), 'docker-compose.yml:4', { 'docker-compose.debug.yml': one('environment: {DEBUG: "1"}') })
  .is('fail', 'a fragment gives one back', one(HARDENED), undefined, { 'docker-compose.debug.yml': one('cap_add: [SYS_PTRACE]') })
  .is('pass', 'replaced by an empty list', one(`${HARDENED}\ncap_add: [CHOWN]`), undefined, { 'docker-compose.override.yml': one('cap_add: !override []') })
  .check('compose-not-privileged')
  .is('fail', 'the mounts of the override are added', one('volumes: ["a:/a"]'), 'docker-compose.override.yml:3', { 'docker-compose.override.yml': one('volumes: ["/var/run/docker.sock:/s"]') })
  .is('fail', 'handed on', one('volumes: ["./a:/a:rw,rshared"]'), 'docker-compose.yml:3')
  .is('fail', 'the control groups of the host', one('cgroup: host'))
  .cases;
