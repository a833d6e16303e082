/** What a stand-in for npm knows. */
export interface NpmFacts {
  /** The newest version. */
  readonly to: string;
  /** How many weaknesses are known of what is installed. */
  readonly weaknesses: number;
  /** Takes the words of every call. */
  readonly calls: string;
  /** The CHANGELOG.md of the newest version. */
  readonly account: string;
}

/** A script in place of npm: it knows this package, an organisation's own, projen and constructs, and installs them as files. */
export function npmStandIn({ to, weaknesses, calls, account }: NpmFacts): string {
  return `printf '%s\\n' "$*" >>'${calls}'
peers='"peerDependencies":{"projen":">=0.103 <1","constructs":"^10.5.0"}'
case $* in
'view spark-image-project@'*' version --json' | 'view spark-image-project version --json') case $2 in *@^1* | *@1.x) echo '["1.0.0","1.1.0"]' ;; *@1.0.0 | *@1.3.0*) printf '"%s"' "\${2##*@}" ;; *) echo '"${to}"' ;; esac ;;
'view @acme/spark'*' version --json') echo '"5.1.0"' ;;
'view projen'*) echo '["0.9.0","9.${to}","0.103.30"]' ;;
'view constructs'*) echo '"9.${to}"' ;;
'view @acme/spark'*) echo '{"peerDependencies":{"spark-image-project":"^1.0.0","projen":">=0.103.9"}}' ;;
view*) echo "{$peers}" ;;
audit*) echo '{"metadata":{"vulnerabilities":{"total":${weaknesses}}}}'; exit ${weaknesses > 0 ? 1 : 0} ;;
'install --save-dev'*) for p in spark-image-project projen constructs jiti; do v=${to}; [[ $p == spark* ]] || v=9.${to}; echo "{\\"version\\":\\"$v\\"}" >node_modules/$p/package.json; done; cp '${account}' node_modules/spark-image-project/CHANGELOG.md ;;
esac`;
}
