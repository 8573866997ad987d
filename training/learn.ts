import { evidenceOf } from '#answers/evidence'
import { featureNames } from '#answers/features'
import { linearScore } from '#answers/first'
import { type Ranked, type Ranker, rankRows } from '#answers/ranker'
import { rowsAgain } from '#answers/second'
import { calibrate, type Figures } from './calibrate.ts'
import { auroc, falseAt, judgedBy } from './figures.ts'
import { trainLinear } from './linear.ts'
import { type Example, exampleOf, placesOf, unpacked } from './lists.ts'
import { ownFigures } from './own.ts'
import { openShelf } from './shelf.ts'
import type { Article } from './squad.ts'
import { trainTrees } from './trees.ts'
import { without } from './without.ts'

/** One question as the store answers it, with its article gone, and with only its paragraph gone. */
type Taught = { article: string; whole: Example; noArticle: Example; noParagraph: Example }

const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

const folds = 3
/** Articles are taken away in so many turns. */
const turns = 8

export const learn = async (articles: readonly Article[]) => {
  const taught = await teach(articles)
  say(`${taught.length} questions`)
  const rows: Figures[] = []
  const ranks = { first: 0, inThree: 0 }
  for (let fold = 0; fold < folds; fold += 1) {
    const isMine = foldOf(articles, fold)
    const ranker = trainRanker(
      taught.filter(({ article }) => !isMine(article)).map((one) => one.whole),
    )
    say(`fold ${fold + 1} of ${folds}`)
    for (const one of taught.filter(({ article }) => isMine(article))) {
      const found = rankOf(ranker, one.whole)
      ranks.first += Number(isRight(found.slice(0, 1), one.whole))
      ranks.inThree += Number(isRight(found.slice(0, 3), one.whole))
      rows.push(...figuresOf(ranker, one))
    }
  }
  const ranker = trainRanker(taught.map(({ whole }) => whole))
  const own = await ownFigures(ranker)
  const calibrator = calibrate([...rows, ...own])
  const share = (count: number) => Number((count / taught.length).toFixed(4))
  const of = (kinds: readonly string[]) =>
    judgedBy(
      calibrator,
      rows.filter(({ kind }) => kinds.includes(kind)),
    )
  const report = {
    questions: taught.length,
    folds,
    first: share(ranks.first),
    inThree: share(ranks.inThree),
    noArticle: measures(of(['whole', 'noArticle'])),
    noParagraph: measures(of(['whole', 'noParagraph'])),
    own: measures(heldOut(rows, own)),
    enough: calibrator.enough,
  }
  return { ranker, calibrator, report }
}

const parts = 5

/** The product's own questions, each judged by a calibrator that has not seen it. */
const heldOut = (rows: readonly Figures[], own: readonly Figures[]) =>
  Array.from({ length: parts }, (_, part) => {
    const isMine = (at: number) => at % parts === part
    const calibrator = calibrate([...rows, ...own.filter((_one, at) => !isMine(at))])
    return judgedBy(
      calibrator,
      own.filter((_one, at) => isMine(at)),
    )
  }).flat()

const measures = (judged: Parameters<typeof auroc>[0]) => ({
  auroc: Number(auroc(judged).toFixed(4)),
  falseAt80: Number(falseAt(judged, 0.8).toFixed(4)),
})

const foldOf = (articles: readonly Article[], fold: number) => {
  const mine = new Set(articles.filter((_, at) => at % folds === fold).map(({ title }) => title))
  return (title: string): boolean => mine.has(title)
}

const teach = async (articles: readonly Article[]): Promise<Taught[]> => {
  const all = await openShelf(articles)
  const taught: Taught[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const gone = articles.filter((_, at) => at % turns === turn)
    const rest = await openShelf(articles.filter((one) => !gone.includes(one)))
    for (const { title, paragraphs } of gone)
      for (const paragraph of paragraphs)
        for (const asked of paragraph.asked) {
          if (asked.gold.size === 0) continue
          taught.push({
            article: title,
            whole: await exampleOf(all, asked, paragraph),
            noArticle: await exampleOf(rest, asked, paragraph),
            noParagraph: await exampleOf(without(all, paragraph.slug), asked, paragraph),
          })
        }
    await rest.close()
    say(`read ${turn + 1} of ${turns}`)
  }
  await all.close()
  return taught
}

export const trainRanker = (examples: readonly Example[]): Ranker => {
  const all = examples
    .filter(({ gold }) => gold.includes(1))
    .map((example) => ({ rows: unpacked(example), gold: example.gold }))
  const linear = trainLinear(
    all.map(({ rows, gold }) => ({ features: rows.features, gold })),
    featureNames.length,
  )
  const lessons = all.map(({ rows: first, gold }) => {
    const firsts = first.features.map((row) => linearScore(linear, row))
    const { index, rows } = rowsAgain(first, firsts)
    return {
      features: rows.map((row) => Float32Array.from(row)),
      gold: Uint8Array.from(index, (at) => gold[at] ?? 0),
      starts: index.map((at) => firsts[at] ?? 0),
    }
  })
  const trees = trainTrees(lessons, lessons[0]?.features[0]?.length ?? 0)
  return { features: featureNames, linear, trees }
}

export const rankOf = (ranker: Ranker, example: Example): Ranked[] =>
  rankRows(ranker, placesOf(example), unpacked(example))

export const isRight = (ranked: readonly Ranked[], { gold }: Example): boolean =>
  ranked.some(({ sentence }) => gold[sentence.position] === 1)

const figuresOf = (ranker: Ranker, one: Taught): Figures[] =>
  (['whole', 'noArticle', 'noParagraph'] as const).flatMap((kind) => {
    const example = one[kind]
    const ranked = rankOf(ranker, example)
    const figures = evidenceOf(example.list, ranked)
    return figures ? [{ kind, figures, isThere: kind === 'whole' }] : []
  })
