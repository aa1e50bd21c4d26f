/**
 * Acts of the shopper that can be taken back, each by itself, in any order, while the panel or chip is open.
 * Before each act an export is held in memory; taking it back imports that and repeats the acts that came after.
 * Nothing is taken back once something else changed the profile meanwhile, because that change would be lost.
 */
import type { Level, Nearside, StanceName } from '../types.js';
import type { View } from './view.js';

export type Step =
  | { do: 'forget'; ref: string }
  | { do: 'state'; subject: string; stance: StanceName | null }
  /** Off keeps what is there; erasing cannot be taken back. */
  | { do: 'level'; level: Level }
  | { do: 'import'; file: string; mode: 'replace' | 'merge' };

export interface Act {
  step: Step;
  /** What it changed: for `forget` how many signals, for `state` 1 or 0. */
  count: number;
  before: string;
  level: Level | null;
}

export class Acts {
  #done: Act[] = [];
  #mark = '';
  #changes = 0;

  constructor(private view: View) {}

  get engine(): Nearside {
    return this.view.engine;
  }

  /** Does it and remembers how to take it back. Throws what `import()` throws. */
  do(step: Step): Act {
    this.check();
    const act: Act = { step, count: 0, before: this.engine.export(), level: this.engine.level };
    act.count = run(this.engine, step);
    // At Off nothing can be brought back, so what is removed there is gone.
    if (act.level !== 'off' || step.do === 'level') this.#done.push(act);
    this.#remember();
    return act;
  }

  /** Whether this act can still be taken back. */
  can(act: Act): boolean {
    return this.#done.includes(act);
  }

  /** Takes back this act only. `false`: the profile was changed from elsewhere since, so nothing was done. */
  undo(act: Act): boolean {
    this.check();
    const at = this.#done.indexOf(act);
    if (at < 0) return false;
    const later = this.#done.splice(at).slice(1);
    if (act.level === null) this.engine.erase(); // Before any choice nothing was kept.
    else {
      // The level comes first: at Off nothing can be brought back, and what is brought back takes the level that is.
      if (this.engine.level !== act.level) this.engine.setLevel(act.level, { keep: true });
      if (act.level !== 'off') this.engine.import(act.before);
    }
    for (const next of later) {
      next.before = this.engine.export();
      next.level = this.engine.level;
      run(this.engine, next.step);
      this.#done.push(next);
    }
    this.#remember();
    return true;
  }

  /** Forgets all acts when somebody else changed the profile. */
  check(): void {
    if (!this.#done.length || this.#changes === this.view.changes) return;
    if (fingerprint(this.view) === this.#mark) this.#changes = this.view.changes;
    else this.clear();
  }

  /** Notes what the profile looks like after an act of ours; any other look is somebody else's doing. */
  #remember(): void {
    this.view.renew();
    this.#mark = fingerprint(this.view);
    this.#changes = this.view.changes;
  }

  /** Nothing before now can be taken back; the held exports are let go. */
  clear(): void {
    this.#done = [];
  }
}

function run(engine: Nearside, step: Step): number {
  switch (step.do) {
    case 'forget': return engine.forget(step.ref);
    case 'state': return Number(engine.state(step.subject, step.stance));
    case 'level': return Number(engine.setLevel(step.level, { keep: true }));
    case 'import': return engine.import(step.file, { mode: step.mode }), 1;
  }
}

function fingerprint({ engine, signals }: View): string {
  const notes = signals.map((one) => `${one.ref} ${one.times}`);
  return [engine.level, engine.guest, ...notes, JSON.stringify([engine.statements(), engine.settings])].join('\n');
}
