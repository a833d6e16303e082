import { expectRefusal, makeImage, titled, WrongChoice } from './wrong-options';

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const KNOWN = 'ubuntu:22.04, ubuntu:24.04, ubuntu:26.04, debian:11, debian:12, debian:13, eclipse-temurin:17-jre-jammy';

const WITHOUT_APT = [
  'alpine:3.20', 'almalinux:9', 'amazoncorretto:17', 'amazonlinux:2023', 'archlinux:base', 'busybox:1', 'cgr.dev/chainguard/jre:latest', 'cgr.dev/chainguard/wolfi-base:latest',
  'eclipse-temurin:17-jre-alpine', 'eclipse-temurin:17-jre-ubi9-minimal', 'fedora:42', 'gcr.io/distroless/java17-debian12:nonroot', 'mirror.example.com/library/alpine:3.20',
  'mcr.microsoft.com/azurelinux/base/core:3.0', 'opensuse/leap:15.6', 'oraclelinux:9', 'photon:5.0', 'public.ecr.aws/amazonlinux/amazonlinux:2023', 'quay.io/centos/centos:stream9',
  'python:3.11-alpine', 'mcr.microsoft.com/openjdk/jdk:17-mariner', 'registry.redhat.io/openjdk/openjdk-17-runtime:1.20', 'nixos/nix:2.24', 'redhat/ubi9-minimal:9.4', 'registry.access.redhat.com/ubi9/ubi-minimal:9.4', 'registry.suse.com/bci/bci-base:15.6', 'rockylinux:9', 'ubi9/ubi-minimal:9.4',
];

const ROWS: readonly WrongChoice[] = [
  ...WITHOUT_APT.map((base): WrongChoice => [{ baseImage: base }, `baseImage = "${base}"`, 'it has no apt, and the Dockerfile installs its packages with apt', KNOWN]),
  ...['apache/spark:3.5.3', 'spark:3.5.3', 'docker.io/library/spark:3.5.3-python3', 'bitnami/spark:3.5', 'registry.example.com/apache/spark:3.5.3', 'apache/spark-py:v3.4.0'].map((base): WrongChoice =>
    [{ baseImage: base }, `baseImage = "${base}"`, 'it holds a Spark already', `A plain distribution: ${KNOWN}`]),
  [{ baseImage: 'registry.example.com/ubuntu:22.04' }, 'baseImage = "registry.example.com/ubuntu:22.04"', 'it is not known', "set baseImageIs to that one, such as baseImageIs: 'ubuntu:22.04'"],
  [{ baseImage: 'python:3.11-slim-bookworm' }, 'baseImage = "python:3.11-slim-bookworm"', 'it is not known', 'set baseImageIs'],
  [{ baseImage: 'ubuntu:20.04' }, 'baseImage = "ubuntu:20.04"', 'no such release of ubuntu is known', 'Known: ubuntu:22.04, ubuntu:24.04, ubuntu:26.04. '],
  [{ baseImage: 'debian:stable-slim' }, 'baseImage = "debian:stable-slim"', 'no such release of debian is known', 'Known: debian:11, debian:12, debian:13. '],
  [{ baseImage: 'eclipse-temurin:17-jre' }, 'baseImage = "eclipse-temurin:17-jre"', 'no such release of eclipse-temurin is known', "Known: 'eclipse-temurin:17-jre-jammy', with the release of Ubuntu"],
  [{ baseImage: 'ubuntu:latest' }, 'baseImage = "ubuntu:latest"', "the tag 'latest' moves", 'append the digest'],
  [{ baseImage: 'registry.example.com/base:latest', baseImageIs: 'ubuntu:22.04' }, 'baseImage = "registry.example.com/base:latest"', "the tag 'latest' moves", 'append the digest'],
  [{ baseImage: `ubuntu:latest${DIGEST}` }, `baseImage = "ubuntu:latest${DIGEST}"`, 'no such release of ubuntu is known', 'set baseImageIs'],
  [{ baseImage: 'alpine:3.20', baseImageIs: 'ubuntu:22.04' }, 'baseImage = "alpine:3.20"', 'it has no apt', KNOWN],
  [{ baseImage: 'debian:12', baseImageIs: 'ubuntu:22.04' }, 'baseImage = "debian:12"', 'it is Debian 12, and baseImageIs says Ubuntu 22.04 LTS', 'Leave baseImageIs out'],
  [{ baseImage: 'registry.example.com/base:1', baseImageIs: 'fedora:42' }, 'baseImageIs = "fedora:42"', 'no such base image is known', KNOWN],
  [{ baseImage: 'registry.example.com/base:1', baseImageIs: 'ubuntu' }, 'baseImageIs = "ubuntu"', 'not an image reference with a tag', "'ubuntu:22.04'"],
  [{ baseImage: 'registry.example.com/base:1', baseImageIs: 22.04 }, 'baseImageIs = 22.04', 'an image reference is text', "'ubuntu:22.04'"],
];

test.each(titled(ROWS))('a base image that the Dockerfile cannot be built on is refused: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
