/** What a program in an image is good for, to those who build it and to those who break in. */
export type ToolKind = 'download' | 'build';

/**
 * Names of programs, and of packages that bring them, in Debian, Alpine, Red Hat, SUSE, Arch and conda. A version may follow
 * the name: `gcc-12`, `gcc12`.
 */
const TOOLS: { readonly [kind in ToolKind]: readonly string[] } = {
  download: [
    'curl(?:-minimal)?', 'wget2?(?:-wget)?', 'aria2c?', 'axel', 'httpie', 'lynx', 'elinks', 'w3m', 'rsync', 'l?ftp', 'tnftp', 'ncftp',
    'gnupg2?(?:-full)?', 'gpg', 'gpg2', 'dirmngr', 'git(?:-core|-all|-lfs|-minimal)?', 'mercurial', 'hg', 'subversion', 'svn',
  ],
  build: [
    // Compilers, and what they come with.
    'build-essential', 'build-base', 'base-devel', '@?"?development[- ]tools"?', '@development', 'patterns-devel-\\S+',
    'gcc(?:-c\\+\\+|-gfortran|-toolset-\\S+)?',
    'g\\+\\+', 'gfortran', '(?:gcc|gxx|gfortran)_linux-\\d+', 'c(?:xx)?-compiler', 'compilers', 'clang(?:-tools)?', 'llvm(?:-dev)?',
    'binutils', 'rust', 'rustc', 'rustup',
    'cargo', 'golang(?:-go)?', 'go', 'javac', 'make', 'g?make', 'cmake', 'ninja(?:-build)?', 'meson', 'autoconf', 'automake', 'libtool',
    'bison', 'flex',
    'maven', 'mvn', 'gradle', 'ant', 'sbt', 'bazel', 'nodejs', 'node', 'npm', 'yarn(?:pkg)?',
    'python[\\d.]*-(?:dev|devel|pip)', 'py3-pip', 'pip[\\d.]*', 'conda', 'mamba', 'micromamba',
    'software-properties-common', 'apt-transport-https', 'unzip', 'zip',
    // Editors and debuggers.
    'vim(?:-tiny|-nox|-minimal|-enhanced|-gtk\\d?)?', 'vi', 'neovim', 'nvim', 'nano(?:-tiny)?', 'emacs(?:-nox)?', 'joe', 'gdb', 'lldb',
    'strace', 'ltrace', 'valgrind',
    // What takes somebody to root, to another machine or into this one.
    'sudo', 'doas', 'ssh', 'sshd', 'openssh(?:-server|-clients?|-sftp-server)?', 'dropbear', 'mosh', 'telnetd?', 'inetutils-telnet',
    'netcat(?:-openbsd|-traditional)?',
    'nc', 'ncat', 'nmap(?:-ncat)?', 'socat', 'tcpdump', 'tshark', 'wireshark',
  ],
};

const PATTERNS = Object.fromEntries(Object.entries(TOOLS).map(([kind, names]) =>
  [kind, new RegExp(`^(?:${names.join('|')})(?:-?\\d[\\d.]*)?$`, 'i')]));

/** Whether a package or program of this name is a tool of a kind. */
export function isTool(kind: ToolKind, name: string): boolean {
  return PATTERNS[kind].test(name);
}
