import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outcomeOf } from '../tests/answers/outcomes.ts'
import { kinds, loadBoth, questionsOf, type SetName } from '../tests/answers/questions.ts'
import { openStore } from './build.ts'

type OfKind = {
  kind: string
  questions: number
  right: number
  silent: number
  wrong: number
  misled: number
}

/** `inThree` of those that can be answered; `falseAnswers` of those that cannot, or only with a hedge. */
export type OwnSet = {
  set: string
  kinds: OfKind[]
  inThree: number
  falseAnswers: number
  misled: number
}
export type Own = { sets: OwnSet[] }

const answerable = ['answerable', 'stale']

const measureSet = async (name: SetName, store: Awaited<ReturnType<typeof openStore>>) => {
  const found: OfKind[] = kinds.map((kind) => ({
    kind,
    questions: 0,
    right: 0,
    silent: 0,
    wrong: 0,
    misled: 0,
  }))
  for (const asked of questionsOf(name)) {
    const { came, misled } = await outcomeOf(store, asked)
    const own = found.find(({ kind }) => kind === asked.kind)
    if (!own) continue
    own.questions += 1
    own[came === 'false' ? 'wrong' : came] += 1
    own.misled += Number(misled)
  }
  const sum = (isMine: (one: OfKind) => boolean, of: (one: OfKind) => number) =>
    found.filter(isMine).reduce((total, one) => total + of(one), 0)
  const can = ({ kind }: OfKind) => answerable.includes(kind)
  const cannot = (one: OfKind) => !can(one)
  return {
    set: name === 'held-back' ? 'held back' : name,
    kinds: found,
    inThree: sum(can, ({ right }) => right) / sum(can, ({ questions }) => questions),
    falseAnswers: sum(cannot, ({ wrong }) => wrong) / sum(cannot, ({ questions }) => questions),
    misled: sum(
      () => true,
      ({ misled }) => misled,
    ),
  }
}

/** Asks the questions that were written for this product. */
export const measureOwn = async (): Promise<Own> => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-own-'))
  const store = await openStore(join(folder, 'sitrep.db'))
  try {
    await loadBoth(store)
    return {
      sets: [await measureSet('development', store), await measureSet('held-back', store)],
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
