/** Files of image repositories as people write them, in the spirit of well-known ones. */

/** Two stages on Ubuntu, a service user, host networking, one workflow: like the guide's reference repository. */
export const GUIDE_LIKE: { readonly [file: string]: string } = {
  'Dockerfile': `# Builder
FROM ubuntu:22.04 AS builder
ARG SPARK_VERSION=3.5.3
RUN apt-get update && apt-get install -y --no-install-recommends wget ca-certificates && rm -rf /var/lib/apt/lists/*
RUN wget -q https://archive.apache.org/dist/spark/spark-\${SPARK_VERSION}/spark-\${SPARK_VERSION}-bin-hadoop3.tgz && tar -xzf spark-\${SPARK_VERSION}-bin-hadoop3.tgz -C /opt
RUN wget -q -P /opt/spark/jars https://jars.example.com/maven2/org/postgresql/postgresql/42.7.4/postgresql-42.7.4.jar

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-11-jre-headless python3.12 procps curl libgomp1 libsnappy1v5 && apt-get clean
ENV JAVA_HOME=/usr/lib/jvm/java-11-openjdk-amd64 \\
    SPARK_HOME=/opt/spark \\
    SPARK_MODE=master \\
    SPARK_MASTER_PORT=17077 \\
    SPARK_MASTER_WEBUI_PORT=8080 \\
    SPARK_WORKER_MEMORY=4g \\
    SPARK_RPC_AUTHENTICATION_SECRET=hunter2hunter2 \\
    TEAM_API_TOKEN=abcdef \\
    TEAM=data
RUN groupadd -g 2001 lake && useradd --uid 2002 --gid lake --create-home lake
COPY --from=builder --chown=lake:lake /opt/spark-3.5.3-bin-hadoop3 /opt/spark
COPY conf/spark-defaults.conf /opt/spark/conf/
COPY --chown=lake:lake entrypoint.sh /opt/entrypoint.sh
COPY image-requirements.txt /tmp/
RUN pip3 install --no-cache-dir -r /tmp/image-requirements.txt pyarrow==15.0.2 requests
LABEL com.example.team="data" org.opencontainers.image.description="Spark for the lake"
EXPOSE 17077 8080 8081 4040
VOLUME ["/opt/spark/data", "/lake"]
USER lake
ENTRYPOINT ["/opt/entrypoint.sh"]
`,
  'entrypoint.sh': '#!/bin/bash\nif [ "$SPARK_MODE" = master ]; then exec start-master.sh; fi\n',
  'conf/spark-defaults.conf': 'spark.eventLog.enabled true\n',
  'image-requirements.txt': 'numpy==1.26.4\nboto3>=1.34\n',
  'requirements.txt': 'pyspark==3.5.6\n',
  'docker-compose.yml': `services:
  spark-master:
    build: .
    network_mode: host
    restart: unless-stopped
    environment: { SPARK_MODE: master }
  spark-worker:
    build: .
    network_mode: host
    restart: unless-stopped
    deploy: { replicas: 3 }
    environment:
      - SPARK_MODE=worker
      - SPARK_WORKER_CORES=\${WORKER_CORES:-4}
      - SPARK_WORKER_MEMORY=4G
  notebook:
    image: jupyter/base-notebook:latest
`,
  '.github/workflows/build.yml': `on:
  push: { branches: [main] }
env: { REGISTRY: ghcr.io, IMAGE_NAME: "\${{ github.repository_owner }}/spark-lake" }
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/metadata-action@v5
        with: { images: "\${{ env.REGISTRY }}/\${{ env.IMAGE_NAME }}" }
`,
  '.git/config': '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:Data-Team/spark-3.5.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n',
  '.git/HEAD': 'ref: refs/heads/main\n',
  'LICENSE': 'MIT License\n\nCopyright (c) 2023-2024 The O\'Brien "Lake" Team\n\nPermission is hereby granted, free of charge, to any person\n',
  'README.md': '# Spark\n\nOur own words.\n',
};

/** One stage on somebody else's Spark image. */
export const DERIVED: { readonly [file: string]: string } = {
  'Dockerfile': 'FROM apache/spark:3.4.1-scala2.12-java11-python3-ubuntu\nUSER root\nRUN pip install pandas==2.0.3 && curl -fsSL https://example.com/install.sh | bash\nRUN ["/bin/sh", "-c", "dpkg --configure -a"]\nUSER spark\n',
  'compose.yaml': 'services:\n  master: { image: x, networks: [lake] }\n  worker-1: { image: x }\n  worker-2: { image: x }\n',
  'LICENCE': 'All rights reserved.\n',
};
