import { CasesOf } from './check-case';

const APT = 'apt-get update && apt-get install -y --no-install-recommends';
const OWN_BASE = {
  'base/Dockerfile': `FROM ubuntu:24.04\nRUN ${APT} wget openjdk-17-jdk-headless && useradd --uid 1001 --create-home spark\nWORKDIR /opt/spark\nUSER 1001\nENTRYPOINT ["/opt/start"]\n`,
  'build.sh': '#!/bin/sh\nset -e\nVERSION=1.0\ndocker build -t acme/spark-base:$VERSION base\n',
};
const MASTER = 'FROM acme/spark-base:1.0\nEXPOSE 8080\n';
const SCRIPT = { 'install.sh': '#!/bin/sh\nset -e\napt-get update\napt-get install -y curl gcc\n' };
const compose = (image: string): string => `services:\n  base:\n    image: ${image}\n    build: ./base\n`;

/** What comes by the base image, known or built by the repository itself, and by scripts. */
export const BASE_CASES = new CasesOf('Dockerfile')
  .check('dockerfile-no-download-tools')
  .is('fail', 'a base that a script of the repository builds', MASTER, 'base/Dockerfile:2', OWN_BASE)
  .is('fail', 'a base that a compose file builds', 'FROM acme/thing\n', 'base/Dockerfile:2', { 'base/Dockerfile': OWN_BASE['base/Dockerfile'], 'compose.yml': compose('acme/thing') })
  .is('fail', 'a base that a Makefile builds', 'ARG TAG=1\nFROM registry.example.com/acme/runtime:${TAG}\n', 'base/Dockerfile:2', { 'base/Dockerfile': OWN_BASE['base/Dockerfile'], 'Makefile': 'base:\n\tdocker build -t $(REGISTRY)/runtime:$(TAG) \\\n\t  -f base/Dockerfile .\n' })
  .is('fail', 'a base whose folder has its name', 'FROM acme/spark-base:7\n', 'images/spark-base/Dockerfile:2', { 'images/spark-base/Dockerfile': OWN_BASE['base/Dockerfile'] })
  .is('fail', 'names that a script puts together', 'FROM acme/spark-base:1\n', 'base/Dockerfile:2', { 'base/Dockerfile': OWN_BASE['base/Dockerfile'], 'build.sh': '#!/bin/sh\nbuild() {\n  IMAGE=acme/spark-$1:1\n  cd $1\n  docker build -t $IMAGE .\n}\nbuild base\n' })
  .is('unknown', 'a base of somebody else', 'FROM acme/spark-base:1.0\n', 'Dockerfile:1', { 'build.sh': '#!/bin/sh\ndocker build -t other/spark-base x\n' })
  .is('fail', 'a base that is known to hold them', 'FROM python:3.12\nUSER 1001\n', 'Dockerfile:1')
  .is('fail', 'a mirror of a known base', 'FROM public.ecr.aws/docker/library/node:22\n', 'Dockerfile:1')
  .is('fail', 'a script of the repository that RUN starts', 'FROM debian:12\nCOPY install.sh /tmp/\nRUN sh /tmp/install.sh\n', 'install.sh:4', SCRIPT)
  .is('fail', 'a script of a folder that is mounted', 'FROM debian:12\nRUN --mount=type=bind,source=.,target=/build /build/install.sh\n', 'install.sh:4', SCRIPT)
  .is('fail', 'a here-document into a shell', 'FROM debian:12\nRUN bash -e <<EOF\napt-get update\napt-get install -y curl\nEOF\n')
  .is('fail', 'a here-document through a pipe', 'FROM debian:12\nRUN cat <<EOF | sh\napt-get install -y git\nEOF\n')
  .is('fail', 'zypper', 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive in -y --no-recommends wget\n')
  .is('fail', 'pacman', 'FROM archlinux:base-20250101.0.1\nRUN pacman -Syu --noconfirm git\n')
  .is('fail', 'install_packages', 'FROM bitnami/minideb:bookworm\nRUN install_packages curl\n')
  .is('fail', 'conda', 'FROM debian:12\nRUN /opt/conda/bin/mamba install -y -n base -c conda-forge wget\n')
  .is('unknown', 'names of packages in a file', 'FROM debian:12\nCOPY packages.txt /\nRUN xargs -a /packages.txt apt-get install -y\n')
  .is('fail', 'in a script that an option follows', 'FROM debian:12\nCOPY install.sh /tmp/\nRUN bash -x /tmp/install.sh --all\n', 'install.sh:4', SCRIPT)
  .looksRight('a whole file system, of which nothing is known', 'FROM scratch\nADD rootfs.tar.xz /\n', {}, 'unknown')

  .check('dockerfile-no-build-tools')
  .is('fail', 'other names of Debian', `FROM debian:12\nRUN ${APT} netcat-openbsd socat\n`)
  .is('fail', 'names of Alpine', 'FROM alpine:3.22\nRUN apk add build-base\n')
  .is('fail', 'a group of Red Hat', 'FROM rockylinux:9\nRUN dnf groupinstall -y "Development Tools"\n')
  .is('fail', 'the compiler of a development kit', 'FROM centos:centos7\nRUN yum install -y java-1.7.0-openjdk-devel\n')
  .is('fail', 'a base with a development kit', 'FROM eclipse-temurin:17-jdk\n')
  .is('fail', 'pip of a slim image', 'FROM python:3.12-slim\n')
  .looksWrong('libraries whose names begin so', `FROM debian:12\nRUN ${APT} libgcc-s1 gitweb-lib make-guile-lib nodejs-doc-lib\n`)

  .check('dockerfile-non-root-user')
  .is('pass', 'the user of a base of the repository', MASTER, 'base/Dockerfile:4', OWN_BASE)
  .is('pass', 'the user of a known base', 'FROM apache/spark:3.5.6-scala2.12-java17-ubuntu\n', 'Dockerfile:1')
  .is('fail', 'a known base without one', 'FROM python:3.12-slim\n', 'Dockerfile:1')
  .is('unknown', 'a base by an argument without a value', 'ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\nCOPY a.jar /app/\n', 'Dockerfile:2')

  .check('dockerfile-service-user')
  .is('pass', 'created by a base of the repository', MASTER, 'base/Dockerfile:2', OWN_BASE)
  .is('pass', 'created by a known base', 'FROM node:22-slim\nUSER node\n')
  .is('unknown', 'a base of which nothing is known', 'FROM acme/x:1\nUSER app\n')

  .check('dockerfile-home-directory')
  .is('pass', 'useradd of Red Hat', 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5\nRUN microdnf install -y shadow-utils && useradd --uid 1001 spark\nUSER 1001\n')
  .is('fail', 'a system user of Red Hat', 'FROM rockylinux:9\nRUN useradd -r -u 1001 spark\n')
  .is('fail', 'useradd -M of Red Hat', 'FROM rockylinux:9\nRUN useradd -M -u 1001 spark\n')
  .is('pass', 'that of a known base', 'FROM quay.io/jupyter/base-notebook:2025-01-01\n')

  .check('dockerfile-jre-not-jdk')
  .is('fail', 'the kit of a base of the repository', MASTER, 'base/Dockerfile:2', OWN_BASE)
  .is('unknown', 'the version of Java in the tag of an image of Spark', 'FROM acme/spark:3.5-java-17\n')
  .is('fail', 'a base that is known to be a kit', 'FROM maven:3.9-eclipse-temurin-17\n')
  .is('fail', 'Java of another image', 'FROM debian:12\nCOPY --from=eclipse-temurin:17-jdk /opt/java/openjdk /opt/java/openjdk\n', 'Dockerfile:2')
  .is('pass', 'a runtime of another image', 'FROM debian:12\nCOPY --from=eclipse-temurin:17-jre /opt/java/openjdk /opt/java/openjdk\n', 'Dockerfile:2')
  .is('not-applicable', 'an empty image', 'FROM alpine:3.22 AS build\nRUN echo hi > /out\nFROM scratch\nCOPY --from=build /out /out\nUSER 1001\n')
  .is('not-applicable', 'an image that has nothing to do with Java', 'FROM python:3.12-slim\nCOPY a.py /\n')

  .check('dockerfile-base-tag')
  .is('pass', 'stages for each machine', 'FROM alpine:3.22 AS base-amd64\nFROM alpine:3.22 AS base-arm64\nFROM base-$TARGETARCH\n')
  .is('fail', 'an image that files are taken from', 'FROM debian:12-slim\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv\n', 'Dockerfile:2')
  .is('fail', 'an image that RUN mounts', 'FROM debian:12-slim\nRUN --mount=from=ghcr.io/astral-sh/uv,target=/uv true\n', 'Dockerfile:2')
  .is('not-applicable', 'a base of the repository', MASTER, undefined, OWN_BASE)
  .is('pass', 'the code name of a distribution', 'FROM ghcr.io/linuxserver/baseimage-ubuntu:arm64v8-noble\n')
  .is('pass', 'a release in the name', 'FROM gcr.io/distroless/java17-debian12:nonroot\n')
  .looksRight('a release in the name, and latest', 'FROM gcr.io/distroless/java17-debian12\n')
  .looksRight('the code name of a distribution, and no version of what is on it', 'FROM python:slim-bookworm\n')
  .looksRight('the version of a part', 'FROM spark:python3\n')
  .looksRight('what moves with every release', 'FROM maven:eclipse-temurin\n')
  .looksRight('the distribution of a language', 'FROM python:slim-bookworm\n')
  .looksWrong('a code name of the distribution', 'FROM debian:bookworm-slim\n')
  .looksWrong('a commit', 'FROM acme/x:sha-1a2b3c4\n')

  .check('dockerfile-base-digest')
  .is('fail', 'an image that files are taken from', `FROM debian:12@sha256:${'0'.repeat(64)}\nCOPY --from=busybox:1.36 /bin/sh /bin/sh\n`, 'Dockerfile:2')

  .check('dockerfile-base-supported')
  .is('fail', 'Ubuntu 14.04', 'FROM ubuntu:14.04\n', 'Dockerfile:1')
  .is('fail', 'an older Debian below a language', 'FROM python:3.11-slim-buster\n')
  .is('fail', 'an older Alpine', 'FROM alpine:3.10\n')
  .is('fail', 'CentOS', 'FROM centos:7\n')
  .is('fail', 'an image that nobody builds any more', 'FROM openjdk:17-slim\n')
  .is('pass', 'Red Hat', 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.5\n')
  .is('not-applicable', 'scratch', 'FROM scratch\nCOPY a /a\nCMD ["/a"]\n')

  .check('dockerfile-no-setuid')
  .is('not-applicable', 'an image without programs', 'FROM scratch\nCOPY a /a\nUSER 1001\n')

  .check('dockerfile-exec-entrypoint')
  .is('pass', 'that of a base of the repository', MASTER, 'base/Dockerfile:5', OWN_BASE)
  .is('pass', 'that of a known base', 'FROM spark:3.5.6-java17\n', 'Dockerfile:1')
  .is('unknown', 'a base of which nothing is known', 'FROM acme/x:1\n')

  .check('dockerfile-no-install-recommends')
  .is('fail', 'in a script of the repository', 'FROM debian:12\nCOPY install.sh /tmp/\nRUN /tmp/install.sh\n', 'install.sh:4', SCRIPT)
  .check('dockerfile-apt-lists-removed')
  .is('fail', 'in a script of the repository', 'FROM debian:12\nCOPY install.sh /tmp/\nRUN /tmp/install.sh\n', 'Dockerfile:3', SCRIPT)
  .cases;
