import { healthy, removeContainers } from './containers';
import { MODE_CASES, ModeCase } from './mode-cases';
import { ModeStage } from './mode-stage';
import { ModeTable, PROPERTIES, Property } from './mode-table';
import { progress } from './progress';
import { Repository } from './repository';
import { RunningMode } from './running-mode';

/** The two containers of a mode: as locked up as can be, and with TLS. */
type Pair = readonly [locked: RunningMode, open: RunningMode];

/** Starts the containers of a mode while those of the mode before are looked at, which mostly waits. */
class Relay {
  private readonly pairs = new Map<ModeCase, Promise<Pair>>();

  constructor(private readonly stage: ModeStage) {}

  /** The containers of a mode, at work. */
  public take(mode: ModeCase): Promise<Pair> {
    const pair = this.start(mode);
    const next = MODE_CASES[MODE_CASES.indexOf(mode) + 1];
    // What goes wrong there is seen by whoever takes it.
    if (next) pair.then(() => this.start(next)).catch(() => undefined);
    return pair;
  }

  private start(mode: ModeCase): Promise<Pair> {
    const pair = this.pairs.get(mode) ?? Promise.all([this.stage.startLocked(mode), this.stage.startOpen(mode)]);
    this.pairs.set(mode, pair);
    return pair;
  }
}

/** Runs every mode twice: as locked up as can be, and with TLS. Each cell of the printed table is a test. */
export function checkModes(repository: () => Repository, title: string): void {
  describe('modes and properties', () => {
    const table = new ModeTable(title, MODE_CASES.map(({ name }) => name));
    const stage = new ModeStage(repository);
    const relay = new Relay(stage);

    beforeAll(() => stage.open());
    afterAll(async () => {
      await removeContainers();
      await stage.close();
    });

    for (const mode of MODE_CASES) checkMode(mode, table, relay);

    test('the table is complete, and every cell has passed', () => {
      table.publish();
      expect(table.failures()).toEqual([]);
    });
  });
}

function checkMode(mode: ModeCase, table: ModeTable, relay: Relay): void {
  describe(`mode ${mode.name}`, () => {
    let locked: RunningMode;
    let open: RunningMode;

    beforeAll(async () => {
      progress(`modes: ${mode.name}`);
      [locked, open] = await relay.take(mode);
    });

    afterAll(async () => {
      if (locked) await removeContainers(locked.id, open.id);
    });

    const verifiers: { readonly [property in Property]: () => Promise<string | void> } = {
      'only child of PID 1': async () => expect((await locked.main()).args).toContain(mode.process),
      'zombies reaped': () => locked.reapsOrphans(),
      'healthy': () => healthy(locked.id, 240),
      'unhealthy when stuck': () => locked.isMissedWhenStuck(),
      'any uid, gid 0': async () => expect(await locked.owner()).toBe('1000770000:0'),
      'uid 1001': async () => expect(await open.owner()).toBe('1001:1001'),
      'read-only root': async () => expect(await locked.inside('awk', '$2 == "/" { print substr($4, 1, 3) }', '/proc/mounts')).toBe('ro,'),
      'no capabilities': async () => expect(await locked.status('Cap(Prm|Eff|Bnd)')).toEqual(Array(3).fill('0000000000000000')),
      'no new privileges': async () => expect(await locked.status('NoNewPrivs')).toEqual(['1']),
      'read-only conf': () => locked.readsConfiguration(mode),
      'memory limit': () => locked.keepsLimit(mode),
      'TLS': () => open.speaksTls(mode.tls?.port ?? 0),
      'TERM: 143 by itself': () => locked.endsByTerm(),
      'its death ends the container': () => open.diesWithItsProcess(),
    };
    for (const property of PROPERTIES) {
      const reason = mode.without?.[property];
      if (reason) table.doesNotApply(mode.name, property, reason);
      else table.cell(mode.name, property, verifiers[property]);
    }
  });
}
