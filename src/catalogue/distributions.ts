import { BASE_IMAGES } from './base-images';
import { imageName } from './known-images';

/** A release that images are built on. */
export interface Release {
  readonly title: string;
  /** The last day of its free updates, where that is past. */
  readonly ended?: string;
}

type Row = readonly [name: string, version: string, codename: string, title: string, ended?: string];

/**
 * Releases by name, version and code name. Sources: https://ubuntu.com/about/release-cycle, https://wiki.debian.org/LTS,
 * https://alpinelinux.org/releases, https://www.centos.org/centos-linux-eol, https://aws.amazon.com/amazon-linux-2/faqs,
 * https://access.redhat.com/support/policy/updates/errata
 */
const RELEASES: readonly Row[] = [
  ['ubuntu', '14\\.04', 'trusty', 'Ubuntu 14.04 LTS', '2019-04-25'],
  ['ubuntu', '16\\.04', 'xenial', 'Ubuntu 16.04 LTS', '2021-04-30'],
  ['ubuntu', '18\\.04', 'bionic', 'Ubuntu 18.04 LTS', '2023-05-31'],
  ['ubuntu', '20\\.04', 'focal', 'Ubuntu 20.04 LTS', '2025-05-31'],
  ['debian', '7', 'wheezy', 'Debian 7', '2018-05-31'],
  ['debian', '8', 'jessie', 'Debian 8', '2020-06-30'],
  ['debian', '9', 'stretch', 'Debian 9', '2022-06-30'],
  ['debian', '10', 'buster', 'Debian 10', '2024-06-30'],
  ...BASE_IMAGES.map(({ name, title, tags: [version, codename] }): Row => [name, version.replace('.', '\\.'), codename, title]),
  ['alpine', '2\\.\\d+|3\\.(?:\\d|1[0-4])', '', 'Alpine 3.14 or older', '2023-05-01'],
  ['alpine', '3\\.15', '', 'Alpine 3.15', '2023-11-01'],
  ['alpine', '3\\.16', '', 'Alpine 3.16', '2024-05-23'],
  ['alpine', '3\\.17', '', 'Alpine 3.17', '2024-11-22'],
  ['alpine', '3\\.18', '', 'Alpine 3.18', '2025-05-09'],
  ['alpine', '3\\.19', '', 'Alpine 3.19', '2025-11-01'],
  ['alpine', '3\\.20', '', 'Alpine 3.20', '2026-04-01'],
  ['alpine', '3\\.2[1-4]', '', 'a release of Alpine that gets updates for two years'],
  ['centos', '(?:centos)?[56]', '', 'CentOS 6 or older', '2020-11-30'],
  ['centos', '(?:centos)?7', '', 'CentOS 7', '2024-06-30'],
  ['centos', '(?:centos)?8|latest|$', '', 'CentOS 8', '2021-12-31'],
  ['centos', 'stream8', '', 'CentOS Stream 8', '2024-05-31'],
  ['centos', 'stream(?:9|10)', '', 'CentOS Stream'],
  ['amazonlinux', '1|201[678]', 'al1', 'Amazon Linux 1', '2023-12-31'],
  ['amazonlinux', '2', 'al2', 'Amazon Linux 2', '2026-06-30'],
  ['amazonlinux', '2023', 'al2023', 'Amazon Linux 2023'],
  ['(?:rhel|ubi)', '7', '', 'Red Hat Enterprise Linux 7', '2024-06-30'],
  ['(?:rhel|ubi)', '8|9|10', '', 'Red Hat Enterprise Linux'],
  ['oraclelinux', '[567]', '', 'Oracle Linux 7 or older', '2024-12-31'],
  ['(?:rockylinux|almalinux|oraclelinux)', '8|9|10', '', 'a rebuild of Red Hat Enterprise Linux'],
];

/**
 * Official images that are built no more for these tags. Sources: https://devguide.python.org/versions,
 * https://nodejs.org/en/about/previous-releases
 */
const DISCONTINUED: ReadonlyArray<readonly [image: RegExp, title: string, ended: string]> = [
  [/^python:(?:2|3\.\d(?!\d))/, 'Python 3.9 or older', '2025-10-31'],
  [/^node:(?:\d|1\d|20)(?!\d)/, 'Node.js 20 or older', '2026-04-30'],
  [/^(?:openjdk|java):/, 'The official image openjdk', '2022-07-31'],
];

/** Official images that follow the current release of their distribution where the tag names none. */
const FOLLOWING = /^(?:python|node|golang|rust|ruby|perl|php|gcc|buildpack-deps|eclipse-temurin|maven|gradle):.*\d(?!.*(?:alpine|ubi|centos|windows|nanoserver))/;

/** Releases for some months only, and what was never released: https://wiki.ubuntu.com/Releases */
const SHORT_LIVED = /^(?:ubuntu:(?:\d\d\.10|\d[13579]\.04|devel|rolling)|debian:(?:sid|unstable|testing|experimental)|alpine:edge|fedora:.*|opensuse\/tumbleweed:.*)(?![a-z\d])/;

/** The release that an image is built on, by its name or its tag; undefined where neither says it. */
export function releaseOf(image: string): Release | undefined {
  const { name, tag } = imageName(image);
  const said = `${name}:${tag}`;
  const gone = DISCONTINUED.find(([pattern]) => pattern.test(said));
  if (gone) return { title: gone[1], ended: gone[2] };
  const found = RELEASES.find(([distribution, version, codename]) =>
    new RegExp(`(?:^|[-_:.])(?:${distribution}[:-]?(?:${version})${codename === '' ? '' : `|${codename}`})(?![a-z\\d])`).test(said));
  if (found) return { title: found[3], ended: found[4] };
  return FOLLOWING.test(said) ? { title: 'the current release of its distribution' } : undefined;
}

/** Whether an image is a release that gets updates for some months only. */
export function isShortLived(image: string): boolean {
  const { name, tag } = imageName(image);
  return SHORT_LIVED.test(`${name}:${tag}`);
}
