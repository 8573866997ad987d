import type { Ablation } from './answers-ablations.ts'
import type { Own } from './answers-own.ts'
import type { Quality } from './answers-quality.ts'
import type { Speed } from './answers-speed.ts'
import { type Cell, printTable } from './table.ts'

export type Measured = { quality?: Quality; own?: Own; speed?: Speed; ablations?: Ablation[] }

const share = (value: number): string => value.toFixed(3).replace(/^0/, '')
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
const line = (target: string, measured: string, isReached: boolean): Cell[] => [
  target,
  measured,
  isReached ? 'reached' : 'MISSED',
]

export const printAnswers = ({ quality, own, speed, ablations }: Measured): void => {
  if (quality) printQuality(quality)
  if (own) printOwn(own)
  if (ablations) printAblations(ablations)
  if (speed) printSpeed(speed)
  const targets = [
    ...(quality ? qualityTargets(quality) : []),
    ...(own ? ownTargets(own) : []),
    ...(speed ? speedTargets(speed) : []),
  ]
  printTable('Targets', ['target', 'measured', ''], targets)
}

const printQuality = ({ hits, absences, reliability }: Quality): void => {
  printTable(
    'The sentence that answers, among all paragraphs of 16 articles',
    ['', 'questions', 'first', 'in three'],
    hits.map(({ name, questions, first, inThree }) => [
      name,
      questions,
      share(first),
      share(inThree),
    ]),
  )
  printTable(
    'Questions that cannot be answered, beside those that can',
    ['what is missing', 'AUROC', 'false at 80 %', 'answered', 'answered falsely'],
    absences.map(({ what, auroc, falseAt80, answered, falseAnswers }) => [
      what,
      share(auroc),
      percent(falseAt80),
      percent(answered),
      percent(falseAnswers),
    ]),
  )
  printTable(
    'What the score means',
    ['score', 'right', 'questions'],
    reliability.map(({ chance, right, questions }) => [share(chance), share(right), questions]),
  )
}

const qualityTargets = ({ hits, absences, reliability }: Quality): Cell[][] => {
  const ours = hits.find(({ name }) => name === 'Sitrep')
  const of = (what: string) => absences.find((one) => one.what === what)
  const [article, paragraph] = [of('article removed'), of('paragraph removed')]
  if (!ours || !article || !paragraph) return []
  const off = Math.max(
    ...reliability
      .filter(({ questions }) => questions >= 50)
      .map(({ chance, right }) => Math.abs(chance - right)),
  )
  return [
    line('first: .79', share(ours.first), ours.first >= 0.79),
    line('in three: .91', share(ours.inThree), ours.inThree >= 0.91),
    line('article removed, AUROC .975', share(article.auroc), article.auroc >= 0.975),
    line(
      'article removed, at most 3 % at 80 %',
      percent(article.falseAt80),
      article.falseAt80 <= 0.03,
    ),
    line('paragraph removed, AUROC .88', share(paragraph.auroc), paragraph.auroc >= 0.88),
    line(
      'paragraph removed, at most 20 % at 80 %',
      percent(paragraph.falseAt80),
      paragraph.falseAt80 <= 0.2,
    ),
    line('the score means what it says within .05', share(off), off <= 0.05),
  ]
}

const printOwn = ({ sets }: Own): void => {
  printTable(
    'The product’s own questions',
    ['set', 'kind', 'questions', 'right', 'silent', 'false', 'hedge lost'],
    sets.flatMap(({ set, kinds }) =>
      kinds.map(({ kind, questions, right, silent, wrong, misled }) => [
        set,
        kind,
        questions,
        right,
        silent,
        wrong,
        misled,
      ]),
    ),
  )
}

const ownTargets = ({ sets }: Own): Cell[][] =>
  sets
    .filter(({ set }) => set === 'held back')
    .flatMap(({ inThree, falseAnswers, misled }) => [
      line('own questions, in three: .85', share(inThree), inThree >= 0.85),
      line('own questions, at most 5 % false', percent(falseAnswers), falseAnswers <= 0.05),
      line('own questions, no hedge lost', `${misled}`, misled === 0),
    ])

const printAblations = (ablations: readonly Ablation[]): void =>
  printTable(
    'What each idea brings: the ranker trained without it, on the twelve articles',
    ['without', 'first', 'in three'],
    ablations.map(({ without, first, inThree }) => [without, share(first), share(inThree)]),
  )

const printSpeed = ({ sizes }: Speed): void =>
  printTable(
    'Milliseconds for a question, beside FTS5’s own for the same words (OR)',
    ['briefings', 'p50', 'p95', 'FTS5 p50', 'FTS5 p95', 'longest block'],
    sizes.map(({ size, ours, fts, block }) => [
      size,
      ours.p50,
      ours.p95,
      fts.p50,
      fts.p95,
      block.longest,
    ]),
  )

const speedTargets = ({ sizes }: Speed): Cell[][] => {
  const largest = sizes.at(-1)
  if (!largest) return []
  const { size, ours, fts, block } = largest
  const most = 1.5 * fts.p95 + 15
  return [
    line(
      `p95 at ${size}: 1.5x FTS5 + 15 ms`,
      `${ours.p95} of ${most.toFixed(1)} ms`,
      ours.p95 <= most,
    ),
    line('no block of the main thread over 30 ms', `${block.cpu} ms`, block.cpu <= 30),
  ]
}
