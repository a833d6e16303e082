import { existsSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { renderJavaScriptOptions, RenderProjectOptions } from 'projen/lib/javascript/render-options';
import { InitProjectOptionHints } from 'projen/lib/option-hints';
import { InitProject, Project } from 'projen/lib/project';
import { ProjenrcFile } from 'projen/lib/projenrc';
import { unknownSwitches } from './command-line';
import { firstChanges } from './first-changes';

/** Options of `SparkProjenrc`. */
export interface SparkProjenrcOptions {
  /** Whether the rc file is plain JavaScript, run by Node itself. */
  readonly javascript: boolean;
  /** What the rc file says, in place of the arguments as they were typed. */
  readonly creationArguments: { readonly [option: string]: unknown };
  /** Whether the options and their defaults are those of this project type; an organisation's own may have others. */
  readonly knownDefaults: boolean;
  /** Lines to print when the repository was created. */
  readonly nextSteps: () => readonly string[];
}

const TYPESCRIPT_RUNNER = 'node_modules/jiti/lib/jiti-cli.mjs';

/**
 * The rc file: written once when the repository is created, then the user's. TypeScript is run by jiti, which strips the
 * types without checking them, so that a resync costs what plain JavaScript costs; editors check the types. A project inside
 * another one has that one's.
 *
 * @internal
 */
export class SparkProjenrc extends ProjenrcFile {
  public readonly filePath: string;

  public constructor(
    project: Project,
    private readonly options: SparkProjenrcOptions,
  ) {
    super(project);
    const above = project.parent && ProjenrcFile.of(project.root);
    if (above) {
      this.filePath = path.relative(project.outdir, path.join(project.root.outdir, above.filePath)).split(path.sep).join('/');
      return;
    }
    this.filePath = options.javascript ? '.projenrc.js' : '.projenrc.ts';
    const runner = options.javascript ? [] : [TYPESCRIPT_RUNNER];
    if (!options.javascript) {
      // A program alone would end in Node's error for a module that is not there.
      project.defaultTask?.exec(
        `test -f ${TYPESCRIPT_RUNNER} || (echo 'Run "npm install" first, then "npx projen": jiti is not installed.' >&2; exit 1)`,
      );
    }
    project.defaultTask?.addSteps({ execArgs: ['node', ...runner, this.filePath] });
  }

  public override projectCreation(created: InitProject): void {
    const file = path.join(this.project.outdir, this.filePath);
    if (existsSync(file)) return;
    const [moduleName, ...names] = created.fqn.split('.');
    const args = { ...created.args, ...this.options.creationArguments };
    const type = created.type as RenderProjectOptions['type'];
    const { renderedOptions, imports } = renderJavaScriptOptions({ args, type, comments: InitProjectOptionHints.NONE });
    const wanted = this.options.knownDefaults && created.comments !== InitProjectOptionHints.NONE;
    const hints = wanted ? firstChanges(Object.keys(args)).map((line) => `  ${line}`) : [];
    const options = hints.length === 0 ? renderedOptions : renderedOptions.replace(/\n?}$/, () => ['', '', ...hints, '}'].join('\n'));
    imports.add(moduleName, names[0]);
    const lines = this.options.javascript ? imports.asCjsRequire() : imports.asEsmImports();
    writeFileSync(
      file,
      `${[...lines, '', `const project = new ${names.join('.')}(${options});`, '', 'project.synth();'].join('\n')}\n`,
    );
    const { logger } = this.project;
    logger.info(`${this.filePath} was created: the one file to edit. Then run "npx projen".`);
    if (!created.post) logger.warn('Nothing was installed, because of --no-post. Run "npm install" first, then "npx projen".');
    for (const line of this.options.nextSteps()) logger.info(line);
    for (const warning of unknownSwitches(process.argv, type.options.map((option) => option.name), this.filePath)) logger.warn(warning);
  }
}
