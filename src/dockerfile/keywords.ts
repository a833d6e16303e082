/** The instructions of a Dockerfile: https://docs.docker.com/reference/dockerfile/ */
export const KEYWORDS: readonly string[] = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL',
  'STOPSIGNAL',
  'USER', 'VOLUME', 'WORKDIR',
];
