#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Which addresses belong to this container. Part of entrypoint.sh and spark-submit.sh, which source it.

# usage: is_own_address HOST    whether a name or an address is one of this container, as Java would find it
is_own_address() {
  [[ $1 != @(localhost|127.*|0.0.0.0|::|::1|'[::]'|'[::1]') ]] || return 0
  python3 -S -E - "$1" <<'END'
import socket, sys
def binds(family, address):
    with socket.socket(family, socket.SOCK_DGRAM) as end:
        try:
            end.bind(address)
        except OSError:
            return False
    return True
try:
    found = socket.getaddrinfo(sys.argv[1].strip("[]"), 0, type=socket.SOCK_DGRAM)
except OSError:
    sys.exit(1)
sys.exit(0 if any(binds(family, address) for family, _, _, _, address in found) else 1)
END
}
