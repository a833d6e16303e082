import { call, folderOf } from './call';
import { proposed } from './proposed';

describe('what the tag of a known image says', () => {
  test.each([
    ['apache/spark:3.5.1-scala2.12-java17-python3-ubuntu', { sparkVersion: '3.5.1', javaVersion: '17' }],
    ['spark:4.1.1-scala2.13-java21-ubuntu', { sparkVersion: '4.1.1', javaVersion: '21' }],
    ['docker.io/bitnami/spark:3.5', { sparkVersion: '3.5' }],
    ['quay.io/jupyter/pyspark-notebook:spark-3.5.6', { sparkVersion: '3.5.6' }],
    ['eclipse-temurin:17-jre-jammy', { javaVersion: '17', baseImage: 'ubuntu:22.04' }],
  ])('%s', (image, options) => {
    expect(proposed({ Dockerfile: `FROM ${image}\n` }).options).toEqual(expect.objectContaining(options));
  });

  test('python:3.11-slim-bookworm names Python and the distribution', () => {
    const { options, leftOut } = proposed({ Dockerfile: 'FROM python:3.11-slim-bookworm\nENV SPARK_VERSION=3.5.6\n' });
    expect(options).toEqual(expect.objectContaining({ pythonVersion: '3.11', baseImage: 'debian:bookworm-slim' }));
    expect(leftOut['FROM python:3.11-slim-bookworm']).toContain('installs Java, Python and Spark itself');
  });

  test.each([
    ['spark:python3', 'The generated image installs Java, Python and Spark itself'],
    ['alpine:3.10', 'it has no apt'],
    ['registry.access.redhat.com/ubi9/ubi:9.4', 'it has no apt'],
  ])('%s is no base image, and the reason is said', (image, reason) => {
    const { options, leftOut } = proposed({ Dockerfile: `FROM ${image}\n` });
    expect(options).not.toHaveProperty('baseImage');
    expect(Object.entries(leftOut).find(([what]) => what.includes(image))?.[1]).toContain(reason);
  });
});

test('a line of Spark that is not supported is not left without a word', () => {
  const { leftOut } = proposed({ Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_VERSION=3.1.2\n' });
  expect(leftOut['Spark 3.1.2']).toBe("Dockerfile:2: The proposal moves to Spark 3.5.3, another line. Read Spark's migration guide, and try your jobs with it, before you adopt.");
});

test('another patch of the same line is no move', () => {
  expect(proposed({ Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_VERSION=3.5.99\n' }).leftOut).not.toHaveProperty(['Spark 3.5.99']);
});

test('files of another image are named, those of a stage are not', () => {
  const { leftOut } = proposed({
    Dockerfile: 'FROM ubuntu:22.04 AS build\nFROM ubuntu:22.04\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\nCOPY --from=ghcr.io/astral-sh/uv:0.4 /uv /usr/local/bin/\n',
  });
  expect(Object.keys(leftOut).filter((what) => what.includes('--from'))).toEqual(['COPY --from=ghcr.io/astral-sh/uv:0.4 /uv /usr/local/bin/']);
});

test.each([
  ['HADOOP_HOME=/opt/hadoop', 'The generated image has no /opt/hadoop'],
  ['SBT_VERSION=1.9.0', 'It says what the earlier build installed'],
  ['TINI_SHA256=abc', 'It says what the earlier build installed'],
])('ENV %s, whose object is gone, is not carried over', (pair, reason) => {
  const { leftOut, rc } = proposed({ Dockerfile: `FROM ubuntu:22.04\nENV ${pair}\n` });
  const [name] = pair.split('=');
  expect([leftOut[`ENV ${name}`], rc]).toEqual([expect.stringContaining(reason), expect.not.stringContaining(name)]);
});

test.each(['TEAM=data', 'CACHE=/tmp/cache', 'CONF=/opt/spark/conf/team'])('ENV %s is carried over', (pair) => {
  expect(proposed({ Dockerfile: `FROM ubuntu:22.04\nENV ${pair}\n` }).rc).toContain(`addEnv('${pair.split('=')[0]}'`);
});

describe('the holder of a licence', () => {
  const holder = (line: string): unknown => proposed({ Dockerfile: 'FROM ubuntu:22.04\n', LICENSE: `MIT License\n\n${line}\n\nPermission is hereby granted, free of charge\n` }).options.copyrightOwner;

  test.each([
    ['Copyright (c) 2019-2024, The Team <team@example.com>. All rights reserved.', 'The Team'],
    ['Copyright 2020 Jane Doe (https://example.com)', 'Jane Doe'],
    ['Copyright © 2021 by Acme, Inc.', 'Acme, Inc.'],
    ['Copyright (c) 2021 [fullname]', undefined],
    ['Copyright (c) 2021 <copyright holders>', undefined],
  ])('%s', (line, name) => {
    expect(holder(line)).toBe(name);
  });
});

test('what no file says is said to be a default', async () => {
  const { out } = await call(['adopt', folderOf({ Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_VERSION=3.5.6\n' })]);
  const section = out.slice(out.indexOf('Not found, so the default stands'), out.indexOf('Could not be carried over')).replace(/\s+/g, ' ');
  expect(section).toContain('javaVersion "11"');
  expect(section).toContain('every other option');
  expect(section).not.toMatch(/\bsparkVersion/);
});
