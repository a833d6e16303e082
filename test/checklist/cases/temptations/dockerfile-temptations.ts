import { CasesOf } from '../check-case';

const KEY = '0A2D660358B6F6F8071FD16F6606986CF5A8447C';

const APT = 'apt-get update && apt-get install -y --no-install-recommends';
const SHA = 'a'.repeat(64);

/** A Dockerfile of one stage. */
const image = (...lines: string[]): string => `FROM ubuntu:22.04\n${lines.join('\n')}\n`;

/** How a Dockerfile seems to be right or wrong: its stages, its user, its packages, where things come from. */
export const DOCKERFILE_TEMPTATIONS = new CasesOf('Dockerfile')
  .check('dockerfile-multi-stage')
  .looksRight('COPY --from stands in a stage that nothing uses', 'FROM ubuntu:22.04 AS b\nFROM ubuntu:22.04 AS c\nCOPY --from=b /a /a\nFROM ubuntu:22.04\nCOPY a /a\n')
  .looksWrong('a RUN mounts the builder and copies from there', 'FROM ubuntu:22.04 AS builder\nFROM ubuntu:22.04\nRUN --mount=type=cache,target=/c --mount=type=bind,from=builder,source=/opt,target=/b cp -a /b/spark /opt/spark\n')

  .check('dockerfile-no-download-tools')
  .looksRight('taken from another image', image('COPY --from=curlimages/curl:8.9.1 /usr/bin/curl /usr/local/bin/'))
  .looksWrong('settings of the same name', image('COPY --chown=1001 git /etc/git'))
  .looksRight('a package of a named release', image(`RUN ${APT} curl/jammy-updates`))
  .looksRight('installed by a shell inside the shell', image('RUN bash -euo pipefail -c "apt-get update; apt-get install -y wget"'))
  .looksRight('the wget of BusyBox', 'FROM alpine:3.22\nRUN apk add --no-cache tini\n')
  .looksWrong('a group that apk removes again', 'FROM debian:12\nRUN apk add --no-cache --virtual .fetch curl && curl -O https://x/a && apk del .fetch\n')

  .check('dockerfile-no-build-tools')
  .looksRight('a version in the name, by another package manager', 'FROM rockylinux:9\nRUN microdnf -y install gcc-11.4.1\n')
  .looksRight('in the exec form', image('RUN ["apt-get", "install", "-y", "make"]'))
  .looksWrong('names that merely hold one', image(`RUN ${APT} libgcc-s1 vim-common nodejs-doc && echo make gcc`))

  .check('dockerfile-non-root-user')
  .looksRight('another name for root', image('RUN useradd -o -u 0 toor', 'USER toor'))
  .looksRight('root by a default', image('ARG WHO=root', 'USER ${WHO:-spark}'))
  .looksRight('in a here-document', image('RUN <<EOF', 'USER spark', 'EOF'))
  .looksWrong('root in between, and back again', image('USER root', 'RUN true', 'user \\', '  1001'))

  .check('dockerfile-numeric-user')
  .looksRight('a name that ends in digits', image('USER spark1001'))
  .looksRight('a group by number', image('USER spark:1001'))
  .looksWrong('an argument with a default', image('ARG SPARK_UID=1001', 'USER ${SPARK_UID}:0'))

  .check('dockerfile-service-user')
  .looksRight('the number is that of the group', image('RUN useradd -m -g 1001 spark', 'USER spark'))
  .looksWrong('a line of /etc/passwd', image("RUN echo 'spark:x:1001:0::/home/spark:/bin/sh' >> /etc/passwd", 'USER 1001'))
  .looksWrong('a shell inside the shell', image("RUN sh -c 'useradd --uid=1001 --create-home spark'", 'USER spark'))

  .check('dockerfile-home-directory')
  .looksRight("somebody else's", image('RUN useradd -M spark && mkdir -p /home/build'))
  .looksWrong('in another place', image('RUN useradd --home-dir /srv/spark spark && mkdir -p /srv/spark'))
  .looksWrong('adduser makes one by itself', image('RUN adduser --disabled-password --gecos "" --uid 1001 spark'))

  .check('dockerfile-no-install-recommends')
  .looksRight('said to another command', image('RUN apt-get update --no-install-recommends && apt-get install -y python3'))
  .looksWrong('said once for all in the configuration of apt', image("RUN echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf.d/99slim", 'RUN apt-get update && apt-get install -y python3'))

  .check('dockerfile-jre-not-jdk')
  .looksRight('a JRE on top of a JDK', 'FROM eclipse-temurin:17-jdk-jammy\nRUN apt-get install -y openjdk-17-jre-headless\n')
  .looksRight("Alpine's JDK has no jdk in its name", 'FROM alpine:3.20\nRUN apk add openjdk17 openjdk17-jre\n')
  .looksWrong("Red Hat's runtime has no jre in its name", 'FROM rockylinux:9\nRUN dnf install -y java-17-openjdk-headless\n')

  .check('dockerfile-apt-lists-removed')
  .looksRight('only where the installation fails', image(`RUN ${APT} tini || rm -rf /var/lib/apt/lists/*`))
  .looksRight('the packages are removed, not the lists', image(`RUN ${APT} tini && apt-get clean && rm -rf /var/cache/apt/lists/*`))
  .looksWrong('by find', image(`RUN ${APT} tini && find /var/lib/apt/lists -mindepth 1 -delete`))
  .looksWrong('they are never stored', image(`RUN --mount=type=tmpfs,target=/var/lib/apt/lists ${APT} tini`))
  .looksWrong('in a here-document', image('RUN <<EOF', 'apt-get update', 'apt-get install -y tini', 'rm -fr "/var/lib/apt/lists/"', 'EOF'))

  .check('dockerfile-no-lone-update')
  .looksRight('the installation is only talked about', image('RUN apt-get update && echo apt-get install -y tini'))
  .looksWrong('a shell inside the shell', image('RUN sh -ec "apt update && DEBIAN_FRONTEND=noninteractive apt install -y tini"'))

  .check('dockerfile-commented')
  .looksRight('a word to a linter says nothing to a reader', image('# hadolint ignore=DL3008', 'RUN true'))
  .looksRight('an empty comment', image('#', 'RUN true'))
  .looksWrong('a word to a linter between the comment and the command', image('# Why it is so.', '# hadolint ignore=DL3008', 'RUN true'))
  .looksWrong('in the first line that goes on', image('RUN \\', '    # Why it is so.', '    true'))

  .check('dockerfile-base-tag')
  .looksRight('a name that moves with every release', 'FROM debian:stable-slim\n')
  .looksRight('the newest release', 'FROM ubuntu:rolling\n')
  .looksWrong('a release whose name begins alike', 'FROM example/stablehlo:stablehlo-1.2\n')
  .looksRight('latest by a default', 'ARG TAG=latest\nFROM ubuntu:${TAG}\n')
  .looksRight('only the builder', 'FROM ubuntu:22.04 AS b\nFROM ubuntu\nCOPY --from=b /a /a\n')
  .looksWrong('a digest and no tag', `FROM --platform=$BUILDPLATFORM ubuntu@sha256:${SHA}\n`)

  .check('dockerfile-base-digest')
  .looksRight('behind a number sign, where Docker knows no comment', `FROM ubuntu:22.04 # @sha256:${SHA}\n`)
  .looksRight('only the builder', `FROM ubuntu:22.04@sha256:${SHA} AS b\nFROM ubuntu:22.04\nCOPY --from=b /a /a\n`)
  .looksWrong('in an argument', `ARG BASE=ubuntu:22.04@sha256:${SHA}\nFROM \${BASE}\n`)

  .check('dockerfile-base-supported')
  .looksRight('an image of somebody else with the same name', 'FROM somebody/ubuntu:22.04\n', {}, 'unknown')
  .looksRight('the builder alone has long support', 'FROM ubuntu:22.04 AS b\nFROM ubuntu:24.10\nCOPY --from=b /a /a\n')
  .looksWrong('in full, with a digest', `FROM docker.io/library/ubuntu:22.04@sha256:${SHA}\n`)

  .check('dockerfile-no-secrets')
  .looksRight('inside of an address', image('ENV DATABASE_URL=postgres://spark:hunter2@db/spark'))
  .looksRight('a short name', image('ENV DB_PASS=hunter2'))
  .looksRight('a file with a longer name', image('ENV A=b', 'COPY config/.env.production /opt/'))
  .looksWrong('names that merely hold the word', image('ENV TOKENIZERS_PARALLELISM=false PASSWORD_MIN_LENGTH=12', 'COPY .env.example /opt/'))
  .looksWrong('an address whose password comes when a container starts', image('ENV DATABASE_URL=postgres://spark:${PASSWORD}@db/spark'))

  .check('dockerfile-copy-not-add')
  .looksRight('in lower case, in the builder', 'FROM ubuntu:22.04 AS b\nadd a.tgz /a\nFROM ubuntu:22.04\nCOPY --from=b /a /a\n')
  .looksWrong('ADD with a checksum, and COPY', image(`ADD --checksum=sha256:${SHA} https://x/a /a`, 'COPY ADD /opt/ADD'))

  .check('dockerfile-verified-download')
  .looksRight('a failure is passed over', image('RUN wget https://x/a && sha256sum -c a.sum || true'))
  .looksRight('a checksum from the same server', image('RUN wget https://x.org/a.tgz https://x.org/a.tgz.sha512 && sha512sum -c a.tgz.sha512'))
  .looksRight('a checksum from the same server, by a variable', image('RUN S=$(curl -fsS https://x.org/a.tgz.sha256) && curl -O https://x.org/a.tgz && echo "$S  a.tgz" | sha256sum -c'))
  .looksRight('a key from the same server', image('RUN curl -O https://x.org/a.tgz && curl -O https://x.org/a.tgz.asc && curl https://x.org/KEYS | gpg --import && gpg --verify a.tgz.asc a.tgz'))
  .looksRight('a key by half its fingerprint', image('RUN curl -O https://x.org/a && curl -O https://x.org/a.asc && gpg --recv-keys 5CF5A844 && gpg --verify a.asc a'))
  .looksRight('a failure that has no consequence', image(`RUN curl -O https://x.org/a; echo "${SHA}  a" | sha256sum -c; chmod +x a`))
  .looksRight('MD5', image('RUN wget https://x.org/a && echo "abc  a" | md5sum -c'))
  .looksWrong('the list of checksums is signed', image(`ENV KEYS=${KEY}`, 'RUN set -e; for k in $KEYS; do gpg --recv-keys $k; done; curl -O https://x.org/a; curl -O https://x.org/SHASUMS256.txt; gpg --verify SHASUMS256.txt.asc; grep a SHASUMS256.txt | sha256sum -c; rm a'))
  .looksWrong('a version is read off the net, and busybox checks', image(`RUN V=$(curl -s https://x.org/v | jq -r .tag) && wget -O a.tgz https://x.org/$V && echo "${SHA}  a.tgz" | sha256sum -cs`))
  .looksRight('verified before it is there', image('RUN sha256sum -c a.sum && wget https://x/a'))
  .looksWrong('from standard input, by another program', image('RUN curl -sSLO https://x/a && echo "$SUM  a" | shasum -a 512 --check -'))
  .looksWrong('by openssl, compared', image('RUN curl -O https://x/a && test "$(openssl dgst -sha512 -r a | cut -d" " -f1)" = "$SUM"'))
  .cases;
