import { Proposed, proposed } from './proposed';

describe('versions behind variables', () => {
  const dockerfile = (...lines: string[]): { Dockerfile: string } => ({ Dockerfile: lines.join('\n') });

  test('arguments before the first FROM', () => {
    const { options, leftOut } = proposed(dockerfile(
      'ARG BASE=ubuntu:22.04', 'ARG SPARK_VERSION=3.5.6', 'ARG JAVA=17', 'ARG SCALA=2.13', 'FROM $BASE', 'ARG SPARK_VERSION', 'ARG JAVA', 'ARG SCALA',
      'RUN apt-get install -y openjdk-${JAVA}-jre-headless', 'RUN wget https://archive.apache.org/dist/spark/spark-$SPARK_VERSION/spark-${SPARK_VERSION}-bin-hadoop3-scala${SCALA}.tgz',
    ));
    expect(options).toMatchObject({ baseImage: 'ubuntu:22.04', sparkVersion: '3.5.6', javaVersion: '17', scalaVersion: '2.13' });
    expect(leftOut).toEqual({});
  });

  test.each([
    ['an argument of the stage', 'ARG SPARK_VERSION=3.5.6'],
    ['a variable of the command', 'RUN V=3.5.6 && wget https://example.com/spark-$V-bin-hadoop3.tgz'],
    ['a default in the command', 'RUN wget https://example.com/spark-${V:-3.5.6}-bin-hadoop3.tgz'],
    ['an address', 'ENV SPARK_TGZ_URL=https://example.com/spark-3.5.6-bin-hadoop3.tgz'],
    ['an image that is copied from', 'COPY --from=apache/spark:3.5.6 /opt/spark /opt/spark'],
    ['PySpark', 'RUN pip install pyspark==3.5.6'],
  ])('%s', (_, line) => {
    expect(proposed(dockerfile('FROM ubuntu:22.04', line)).options.sparkVersion).toBe('3.5.6');
  });

  test.each([
    ['ARG SPARK_VERSION', 'ARG SPARK_VERSION', 'Dockerfile:2: Its value is only known when the image is built'],
    ['ARG SPARK_VERSION=4.1.0-preview1', 'ARG SPARK_VERSION', 'is no release of Spark'],
    ['RUN wget https://example.com/spark-$V-bin-hadoop3.tgz', 'Spark as spark-$V-bin-hadoop3', 'only known when the image is built'],
    ['RUN wget https://example.com/spark-3.5.6-bin-without-hadoop.tgz', 'Spark as spark-3.5.6-bin-without-hadoop', 'Hadoop 3'],
    ['ARG J\nRUN apt-get install -y openjdk-$J-jre-headless', 'package openjdk-$J-jre-headless', 'only known when the image is built'],
    ['ENV SPARK_VERSION=3.5.6\nRUN wget https://example.com/spark-3.5.7-bin-hadoop3.tgz', 'sparkVersion "3.5.7"', 'Dockerfile:2 says "3.5.6", and there can be one.'],
    ['RUN useradd -u $UID lake', 'uid $UID', 'only known when the image is built'],
  ])('what only the build knows is named: %s', (line, what, advice) => {
    expect(proposed(dockerfile('FROM ubuntu:22.04', line)).leftOut[what]).toContain(advice);
  });

  test('so is the image', () => {
    expect(proposed(dockerfile('ARG BASE', 'FROM ${BASE}')).leftOut['FROM ${BASE}']).toContain('set baseImage to it');
  });

  test.each(['RUN useradd -mu 2002 lake', 'ARG U=2002\nRUN useradd --uid=$U lake', 'USER 0\nUSER 2002:0'])('the user of %s', (line) => {
    expect(proposed(dockerfile('FROM ubuntu:22.04', line)).options.uid).toBe(2002);
  });

  test('of two values the later one is in force', () => {
    const { rc } = proposed(dockerfile('FROM ubuntu:22.04', 'ENV A=1', 'ENV A=2'));
    expect(rc).toContain("addEnv('A', '2'); // Dockerfile:3");
    expect(rc).not.toContain("'1'");
  });
});

describe('packages', () => {
  const install = (words: string, before = ''): Proposed => proposed({ Dockerfile: `FROM ubuntu:22.04\n${before}\nRUN apt-get install -y ${words}\n` });

  test('pins are kept, and several names in a variable are found', () => {
    expect(install('libx=1.2 $PKGS', 'ENV PKGS="liba libb"').options.aptPackages).toEqual(['liba', 'libb', 'libx=1.2']);
  });

  test.each([
    ['foo:amd64', ['foo'], 'aptPackages names foo alone'],
    ['bar/jammy', ['bar'], 'aptPackages names bar alone'],
    ['baz=1.*', ['baz'], 'aptPackages names baz alone'],
    ['$PKGS', undefined, 'only known when the image is built'],
    ['$(cat list)', undefined, 'only known when the image is built'],
    ['tini=0.19.0-1', undefined, 'aptPackages can pin it'],
  ])('%s', (word, packages, advice) => {
    const { options, leftOut } = install(word);
    expect([options.aptPackages, leftOut[`package ${word}`]]).toEqual([packages, expect.stringContaining(advice)]);
  });
});

describe('Python packages', () => {
  const HASH = `--hash=sha256:${'0'.repeat(64)}`;
  const install = (words: string, files = {}): Proposed => proposed({ Dockerfile: `FROM ubuntu:22.04\nARG V=2.2.2\nRUN pip ${words}\n`, ...files });

  test.each([
    ['install --no-cache-dir pandas==2.2.2', ['pandas==2.2.2']],
    ['--no-cache-dir install --upgrade pandas==2.2.2 -q numpy==1.26.4', ['pandas==2.2.2', 'numpy==1.26.4']],
    ['install --timeout 60 "pandas[excel] == $V" --trusted-host x', ['pandas[excel]==2.2.2']],
    ['install -qr list.txt', [`numpy==1.26.4 ${HASH}`, `scipy==1.11.4 ${HASH}`]],
    ['install --requirement=list.txt', [`numpy==1.26.4 ${HASH}`, `scipy==1.11.4 ${HASH}`]],
    ['install pyspark-extension==2.11.0', ['pyspark-extension==2.11.0']],
  ])('%s', (words, packages) => {
    const files = { 'list.txt': `numpy==1.26.4 ${HASH}\n-r more/others.txt\n`, 'more/others.txt': `-r ../list.txt\nscipy==1.11.4 \\\n  ${HASH}\n` };
    expect(install(words, files).options.pythonRequirements).toEqual(packages);
  });

  test.each([
    ['install pandas', 'Python package pandas', 'no exact version'],
    ['install "pandas==2.2.2; python_version<\'3.9\'"', "Python package pandas==2.2.2; python_version<'3.9'", 'without the condition'],
    ['install $EXTRA', 'Python package $EXTRA', 'only known when the image is built'],
    ['install .', 'Python package .', 'comes from no index'],
    ['install git+https://user:hunter2@example.com/x.git', 'Python package git+https://example.com/x.git', 'comes from no index'],
    ['install -r gone.txt', 'pip --requirement gone.txt', 'has no such file'],
    ['install -c fixed.txt pandas==2.2.2', 'pip --constraint fixed.txt', 'pythonRequirements'],
    ['install --extra-index-url https://e.example.com/simple pandas==2.2.2', 'pip --extra-index-url https://e.example.com/simple', 'one index'],
  ])('%s is named', (words, what, advice) => {
    expect(install(words).leftOut[what]).toContain(advice);
  });

  test('the index', () => {
    expect(install('install -i https://pypi.example.com/simple/ pandas==2.2.2').options).toMatchObject({ pythonIndexUrl: 'https://pypi.example.com/simple' });
  });
});

describe('what options do not allow is named, and taken back alone', () => {
  test.each([
    ['vcs_ref=abc', 'labels.vcs_ref "abc"'],
    ['"Foo Bar"=baz', 'labels.Foo Bar "baz"'],
  ])('the label %s', (label, what) => {
    const { options, leftOut } = proposed({ Dockerfile: `FROM ubuntu:22.04\nLABEL ${label} com.example.team=data\n` });
    expect(options.labels).toEqual({ 'com.example.team': 'data' });
    expect(leftOut[what]).toContain('its key is wrong: that is not a label key.');
  });

  test('several entries of one list', () => {
    const { options, leftOut } = proposed({ Dockerfile: 'FROM ubuntu:22.04\nRUN apt-get install -y BAD1 BAD2 libok1 BAD3 libok2\n' });
    expect(options.aptPackages).toEqual(['libok1', 'libok2']);
    expect(Object.keys(leftOut)).toEqual(expect.arrayContaining(['aptPackages "BAD1"', 'aptPackages "BAD2"', 'aptPackages "BAD3"']));
  });

  test('a name', () => {
    const { options, leftOut } = proposed({ 'Dockerfile': 'FROM ubuntu:22.04\n', '.git/config': '[remote "origin"]\n\turl = https://github.com/acme/Spark..lake_.git\n' });
    expect(options.name).toBe('spark-lake');
    expect(leftOut['name "Spark..lake_"']).toContain('the image would be called');
  });

  test('a licence that names nobody stays as it is', () => {
    const { options, leftOut } = proposed({ Dockerfile: 'FROM ubuntu:22.04\n', LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person\n' });
    expect(options).toMatchObject({ license: 'none' });
    expect(leftOut.LICENSE).toContain('without a year');
  });
});

describe('what the Dockerfile says beside', () => {
  test('ports', () => {
    const { leftOut } = proposed({ Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_MASTER_PORT=17077\nEXPOSE 17077 8080/tcp 9999 4040\n' });
    expect(Object.keys(leftOut)).toEqual(['EXPOSE 9999']);
  });

  test('the profile', () => {
    expect(proposed({ Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_PROFILE=bitnami\n' }).options).toMatchObject({ profile: 'bitnami' });
  });

  test.each([
    ['RUN echo "spark.eventLog.enabled true" >> /opt/spark/conf/spark-defaults.conf', 'RUN echo … > /opt/spark/conf/spark-defaults.conf'],
    ['RUN add-apt-repository -y ppa:deadsnakes/ppa', 'RUN add-apt-repository -y ppa:deadsnakes/ppa'],
    ['ENV REPOSITORY=https://jane:hunter2@example.com/maven', 'ENV REPOSITORY'],
  ])('%s', (line, what) => {
    const { leftOut, rc } = proposed({ Dockerfile: `FROM ubuntu:22.04\n${line}\n` });
    expect(leftOut).toHaveProperty([what]);
    expect(rc).not.toContain('hunter2');
  });
});

test.each(['DELTA_SPARK_VERSION', 'ICEBERG_SPARK_VERSION', 'KAFKA_SPARK_VERSION', 'LIVY_SPARK_VERSION', 'XSPARK_VERSION'])('%s is not the version of Spark', (name) => {
  expect(proposed({ Dockerfile: `FROM ubuntu:22.04\nENV ${name}=3.4.1 APACHE_SPARK_VERSION=3.5.6\n` }).options.sparkVersion).toBe('3.5.6');
});
