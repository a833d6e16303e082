/** A change that weakens a golden file, and the checks that must fall: these and no others. */
export interface Weakening {
  readonly file: string;
  /** Text that stands in the file; its first place is changed. */
  readonly from: string;
  readonly to: string;
  readonly falls: readonly string[];
}

const BUILD = '.github/workflows/docker-build.yml';
const TEST = '.github/workflows/pyspark-compatibility.yml';
const COMPOSE = 'docker-compose.yml';

function weaken(file: string, from: string, to: string, falls: string): Weakening {
  return { file, from, to, falls: falls.split(' ') };
}

/** What somebody in a hurry would change. */
export const WEAKENINGS: readonly Weakening[] = [
  weaken('Dockerfile', 'USER 1001:1001', 'USER root', 'dockerfile-non-root-user dockerfile-numeric-user dockerfile-service-user'),
  weaken('Dockerfile', 'USER 1001:1001', 'USER spark', 'dockerfile-numeric-user'),
  weaken('Dockerfile', 'USER 1001:1001', '# USER 1001:1001', 'dockerfile-non-root-user dockerfile-numeric-user dockerfile-service-user'),
  weaken('Dockerfile', 'USER 1001:1001', 'USER 1002:1002', 'dockerfile-service-user'),
  weaken('Dockerfile', '        openjdk-11-jre-headless', '        openjdk-11-jdk', 'dockerfile-jre-not-jdk dockerfile-no-build-tools'),
  weaken('Dockerfile', '        procps \\', '        procps curl \\', 'dockerfile-no-download-tools'),
  weaken('Dockerfile', '        procps \\', '        procps gcc \\', 'dockerfile-no-build-tools'),
  weaken('Dockerfile', 'COPY --from=builder --chown=1001:1001', 'COPY --from=builder', 'dockerfile-copy-chown'),
  weaken('Dockerfile', 'chmod 0755 /opt/entrypoint.sh', 'chmod 0777 /opt/entrypoint.sh', 'dockerfile-no-open-modes'),
  weaken('Dockerfile', 'find / -xdev -type f -perm /6000 -exec chmod a-s {} +', 'true', 'dockerfile-no-setuid'),
  weaken('Dockerfile', 'EXPOSE 7077 8080 8081 4040', 'EXPOSE 7077 8080 8081', 'dockerfile-exposed-ports'),
  weaken('Dockerfile', 'EXPOSE 7077', 'EXPOSE 80 7077', 'dockerfile-unprivileged-ports readme-documents-exposed-ports'),
  weaken('Dockerfile', 'ENTRYPOINT ["/usr/bin/tini", "-s", "--", "/opt/entrypoint.sh"]', 'ENTRYPOINT /opt/entrypoint.sh', 'dockerfile-exec-entrypoint dockerfile-init'),
  weaken('Dockerfile', 'ENTRYPOINT ["/usr/bin/tini", "-s", "--", ', 'ENTRYPOINT [', 'dockerfile-init'),
  weaken('Dockerfile', 'WORKDIR /workspace', 'WORKDIR /', 'dockerfile-working-directory'),
  weaken('Dockerfile', '    SPARK_MODE="master" \\\n', '', 'dockerfile-environment-defaults'),
  weaken('Dockerfile', 'SPARK_MODE="master"', 'SPARK_RPC_AUTHENTICATION_SECRET="x" SPARK_MODE="master"', 'dockerfile-no-secrets'),
  weaken('Dockerfile', 'COPY --chown=1001:1001 spark-image /opt/spark-image', 'COPY --chown=1001:1001 . /opt/spark-image', 'dockerfile-specific-copy'),
  weaken('Dockerfile', 'COPY docker/fetch-spark.sh', 'ADD docker/fetch-spark.sh', 'dockerfile-copy-not-add'),
  weaken('Dockerfile', 'bash /usr/local/bin/fetch-spark.sh /opt/spark;', 'wget -q https://x/spark.tgz;', 'dockerfile-verified-download'),
  weaken('Dockerfile', 'ARG BASE_IMAGE="ubuntu:22.04"', 'ARG BASE_IMAGE="ubuntu:latest"', 'dockerfile-base-supported dockerfile-base-tag'),
  weaken('Dockerfile', 'VOLUME ["/opt/spark/data", ', 'VOLUME [', 'dockerfile-volume'),
  weaken(BUILD, 'docker buildx build --check .', 'docker buildx version', 'workflow-build-checks'),
  weaken(COMPOSE, '    restart: always', '    restart: "no"', 'compose-restart'),
  weaken(COMPOSE, '    read_only: true', '    read_only: false', 'compose-read-only'),
  weaken(COMPOSE, '    cap_drop:\n      - ALL', '    cap_drop:\n      - NET_RAW', 'compose-cap-drop'),
  weaken(COMPOSE, '    cap_drop:\n      - ALL', '    cap_drop:\n      - ALL\n    cap_add:\n      - SYS_ADMIN', 'compose-cap-drop compose-not-privileged'),
  weaken(COMPOSE, 'no-new-privileges:true', 'no-new-privileges:false', 'compose-no-new-privileges'),
  weaken(COMPOSE, 'no-new-privileges:true', 'seccomp:unconfined', 'compose-no-new-privileges compose-not-privileged'),
  weaken(COMPOSE, '    read_only: true', '    read_only: true\n    privileged: true', 'compose-not-privileged'),
  weaken(COMPOSE, '    pids_limit: 4096\n', '', 'compose-limits'),
  weaken(COMPOSE, '${SPARK_BIND_ADDRESS:-127.0.0.1}', '0.0.0.0', 'compose-loopback-ports'),
  weaken(COMPOSE, '    volumes:\n', '    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n', 'compose-not-privileged'),
  weaken(COMPOSE, '    networks:\n      - spark\n', '    network_mode: host\n', 'compose-own-network'),
  weaken(COMPOSE, '  SPARK_RPC_AUTHENTICATION_SECRET:', '  SPARK_RPC_AUTHENTICATION_SECRET: hunter2', 'compose-no-secrets'),
  weaken(COMPOSE, '        max-size: ${SPARK_CONTAINER_LOG_SIZE:-10m}\n', '', 'compose-log-rotation'),
  weaken(COMPOSE, 'spark-data:/opt/spark/data', './data:/opt/spark/data', 'compose-named-volume'),
  weaken(BUILD, '      - v*', '      - release-*', 'workflow-triggers'),
  weaken(BUILD, 'permissions: {}', 'permissions: write-all', 'workflow-permissions'),
  weaken(BUILD, 'persist-credentials: false', 'persist-credentials: true', 'workflow-persist-credentials'),
  weaken(BUILD, 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', 'actions/checkout@v7', 'workflow-actions-pinned'),
  weaken(BUILD, '    timeout-minutes: 10\n', '', 'workflow-timeouts'),
  weaken(BUILD, '  pull_request:\n', '  pull_request:\n  pull_request_target:\n', 'workflow-no-pull-request-target'),
  weaken(BUILD, '    - cron: 17 3 * * 1', '    - cron: weekly', 'workflow-schedule'),
  weaken(BUILD, 'cosign sign', '# cosign sign', 'workflow-sign'),
  weaken(BUILD, '      id-token: write', '      id-token: none', 'workflow-sign workflow-provenance'),
  weaken(BUILD, 'docker buildx build --check .', 'echo "${{ github.event.pull_request.title }}"', 'workflow-build-checks workflow-no-injection'),
  weaken(TEST, '  pull_request:\n', '', 'workflow-compatibility-triggers'),
  weaken(TEST, 'java-version: "11"', 'java-version: ""', 'workflow-compatibility-versions'),
];
