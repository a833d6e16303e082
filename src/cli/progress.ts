import { Terminal } from './terminal';

/** Nobody waits for less: nothing is shown until then. */
const PATIENCE_MS = 2_000;
const BETWEEN_MS = 200;

/** Tells somebody who watches how far a long command is, on a line that is gone when it ends. */
export class Progress {
  private readonly started = Date.now();
  private done = 0;
  private shown = 0;

  /**
   * @param terminal where it is told
   * @param total number of steps; 0 where it is not known
   */
  constructor(
    private readonly terminal: Terminal,
    private readonly total: number,
  ) {}

  /** The next step begins. */
  step(what: string): void {
    this.done += 1;
    const now = Date.now();
    if (!this.terminal.watched || now - this.started < PATIENCE_MS || now - this.shown < BETWEEN_MS) return;
    this.shown = now;
    const text = `${this.total > 0 ? `${this.done} of ${this.total}: ` : ''}${what}`;
    this.terminal.err(`\r\u001b[K${text.slice(0, this.terminal.width - 1)}`);
  }

  /** Takes the line away, before something else is written. */
  clear(): void {
    if (this.shown > 0) this.terminal.err('\r\u001b[K');
    this.shown = 0;
  }
}
