import { appendFileSync } from 'node:fs'
import { type Calibrator, evidenceNames, evidenceOf } from '#answers/evidence'
import { featureNames } from '#answers/features'
import { linearScore } from '#answers/first'
import { type Ranked, type Ranker, rankRows } from '#answers/ranker'
import { rowsAgain } from '#answers/second'
import { auroc, falseAt, judgedBy } from './figures.ts'
import { trainLinear, trainLogistic } from './linear.ts'
import { type Example, exampleOf, placesOf, unpacked } from './lists.ts'
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
      if (process.env.DUMP) dump(ranker, one)
    }
  }
  const calibrator = calibrate(rows)
  const ranker = trainRanker(taught.map(({ whole }) => whole))
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
    enough: calibrator.enough,
  }
  return { ranker, calibrator, report }
}

const dump = (ranker: Ranker, one: Taught) => {
  for (const kind of ['whole', 'noArticle', 'noParagraph'] as const) {
    const example = one[kind]
    const ranked = rankOf(ranker, example)
    appendFileSync(process.env.DUMP!, JSON.stringify({ kind, right: isRight(ranked.slice(0, 1), example), list: example.list, ranked: ranked.map((r, at) => ({ first: r.first, score: r.score, sentence: r.sentence, features: at < 3 ? Array.from(r.features, (x) => Number(x.toPrecision(6))) : r.features.length && [Number((r.features[featureNames.indexOf('ratedWithTitle')] ?? 0).toPrecision(5))] })) }) + '\n')
  }
}

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

export type Figures = { kind: string; figures: number[]; isThere: boolean }

const figuresOf = (ranker: Ranker, one: Taught): Figures[] =>
  (['whole', 'noArticle', 'noParagraph'] as const).flatMap((kind) => {
    const example = one[kind]
    const ranked = rankOf(ranker, example)
    const figures = evidenceOf(example.list, ranked)
    return figures ? [{ kind, figures, isThere: kind === 'whole' }] : []
  })

/** Of questions that cannot be answered, so many ask about what the briefings do not treat, and so many for what they leave out. */
export const missing = { article: 0.65, paragraph: 0.35 }
const weights: Record<string, number> = {
  whole: 1,
  noArticle: missing.article,
  noParagraph: missing.paragraph,
}
/** What may be answered of questions whose subject the store lacks. */
const mostFalse = 0.02

export const calibrate = (rows: readonly Figures[]): Calibrator => {
  const found = trainLogistic(
    rows.map(({ kind, figures, isThere }) => ({
      figures,
      truth: Number(isThere),
      weight: weights[kind] ?? 0,
    })),
  )
  const bare = { evidence: evidenceNames, ...found, enough: 0 }
  const absent = judgedBy(
    bare,
    rows.filter(({ kind }) => kind === 'noArticle'),
  )
  const chances = absent.map(({ chance }) => chance).sort((a, b) => b - a)
  const enough = Number((chances[Math.floor(mostFalse * chances.length)] ?? 1).toFixed(3))
  return { ...bare, enough }
}
