import { answerer } from '#answers/answer'
import { commands } from '#commands'
import type { Store } from '#core/store'
import { shared, type Viewer } from '#core/viewer'
import { createEngine, type Engine } from '#engine/engine'

/** Sees every briefing of the corpus, as the plain indexes do. */
export const viewer: Viewer = {
  kind: 'person',
  workspace: shared,
  person: 'terminal',
  clearance: 'AMBER',
}

/** The engine with the real commands. A failure ends it, for it would look fast. */
export const engineOn = (store: Store): Engine =>
  createEngine({
    commands,
    store,
    answerer,
    now: () => Temporal.Now.instant(),
    zone: 'Europe/Brussels',
    log: { info: ensureAnswered, warn: () => undefined, error: () => undefined },
  })

const ensureAnswered = ({ command, outcome }: Record<string, unknown>): void => {
  if (outcome !== 'reply') throw new Error(`/${command} was ${outcome}`)
}

/** Runs a line as a person would type it. */
export const typed = async (engine: Engine, line: string): Promise<void> => {
  await engine.runText(line, {
    viewer,
    place: { platform: 'bench', workspace: shared },
    manages: false,
  })
}
