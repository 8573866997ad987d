import type { FrontMatter } from '#core/briefing'
import { parseFullDate } from '#core/dates'
import { likelihoodRange, likelihoodsIn } from '#core/likelihood'
import { sentences } from '#core/sentences'
import { type Finding, finding } from './fault.ts'
import type { Prose } from './markdown.ts'

type Line = { text: string; line: number; column: number }

/** What a reader of one quoted sentence would miss. Answers quote single sentences. */
export const checkProse = (
  fields: FrontMatter,
  prose: readonly Prose[],
  titleAt: readonly [line: number, column: number],
): Finding[] => [
  ...checkHedge(fields, titleAt),
  ...prose.flatMap((paragraph) => checkParagraph(fields, paragraph)),
]

const warn = ({ line, column }: Pick<Line, 'line' | 'column'>, message: string): Finding =>
  finding(line, column, message, 'warning')

const checkParagraph = (fields: FrontMatter, { section, text, ...at }: Prose): Finding[] => {
  const found = sentences(text).map((sentence) => ({ text: sentence, ...at }))
  const judged = section === 'Assessed' ? checkJudgement(found) : []
  const attributed = section === 'Reported' ? found.flatMap((one) => checkSource(fields, one)) : []
  return [...found.flatMap(checkOpening), ...found.flatMap(checkMixture), ...attributed, ...judged]
}

// "It is likely that" opens a judgement and points at nothing before it.
const opening =
  /^["“'‘(]*(?:it|this|that|these|those|they|he|she|we|its|their|his|her|such|the (?:former|latter|same))\b/iu
const judgement = /^it is /iu

const checkOpening = (sentence: Line): Finding[] => {
  const pronoun = sentence.text.match(opening)?.[0]
  const isJudgement = judgement.test(sentence.text) && likelihoodsIn(sentence.text).length > 0
  return pronoun && !isJudgement
    ? [
        warn(
          sentence,
          `"${head(sentence.text)}" opens with "${pronoun}"; name what it means, so that the sentence stands alone`,
        ),
      ]
    : []
}

const head = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

const confidence =
  /\b(?:high|moderate|low)\b[^.]{0,20}\bconfidence\b|\bconfidence\b[^.]{0,20}\b(?:high|moderate|low)\b/iu

const checkMixture = (sentence: Line): Finding[] =>
  confidence.test(sentence.text) && likelihoodsIn(sentence.text).length > 0
    ? [
        warn(
          sentence,
          `"${head(sentence.text)}" holds likelihood and confidence; give each a sentence of its own`,
        ),
      ]
    : []

const reporting =
  /\b(?:according to|sa(?:ys?|id)|report(?:s|ed)|writes?|wrote|states?|stated|describes?|described|argues?|argued|expects?|expected by|claims?|claimed|calls?|treats?|presents?|links?|names?|cites?|infers?|reads?|sees?|puts?|gives?|mentions?|adds?|quotes?|sets? out|(?:the|this|one|an) (?:analysis|article|author|report|paper|text|strategy|document|statement|briefing))\b/iu

const checkSource = ({ sources, author }: FrontMatter, sentence: Line): Finding[] => {
  const said = sentence.text.toLowerCase()
  const named = [author, ...sources.map(({ publisher }) => publisher)].some((name) =>
    said.includes(name.toLowerCase()),
  )
  return named || reporting.test(sentence.text)
    ? []
    : [
        warn(
          sentence,
          `"${head(sentence.text)}" does not say whose report it is; name the source in the sentence`,
        ),
      ]
}

/** One likelihood word with its range; then the confidence and its reason; then the review date. */
const checkJudgement = (found: readonly Line[]): Finding[] => {
  const [first] = found
  if (!first) return []
  const terms = likelihoodsIn(first.text)
  const [term] = terms
  if (terms.length !== 1 || !term)
    return [
      warn(
        first,
        `a key judgement has one likelihood word, this has ${terms.length}; write for example "It is likely (55-80 %) that ..."`,
      ),
    ]
  const faults: Finding[] = []
  if (!new RegExp(`${term.from}\\s*[-–]\\s*${term.to}\\s*%`, 'u').test(first.text))
    faults.push(
      warn(
        first,
        `"${term.term}" stands without its range; write "${term.term} (${likelihoodRange(term)})"`,
      ),
    )
  if (
    !found
      .slice(1)
      .some(({ text }) => /^confidence is (?:high|moderate|low)(?::|,? because) \S/iu.test(text))
  )
    faults.push(
      warn(
        first,
        'the judgement has no confidence with a reason; add a sentence "Confidence is low: ..."',
      ),
    )
  if (!found.some(({ text }) => parseFullDate(text.match(/^Review date: (.+)\.$/u)?.[1] ?? '')))
    faults.push(
      warn(
        first,
        'the judgement has no review date; add a sentence "Review date: 22 February 2027."',
      ),
    )
  return faults
}

// A title that drops these says more than its BLUF.
const hedge =
  /\b(?:expect(?:s|ed)?|may|might|could|would|likely|unlikely|reported(?:ly)?|report(?:s|ed)?|says?|said|argu(?:es|ed)|suggest(?:s|ed)?|appears?|perceived|poised|read as|seen as|according|analysis|author|claims?|alleged(?:ly)?|possibl[ey]|plans?|not|no|without|unsettled|unclear|open)\b/iu
const doubt =
  /\b(?:expect(?:s|ed)?|may|might|could|would|likely|unlikely|reported(?:ly)?|suggest(?:s|ed)?|appears?|perceived|poised|alleged(?:ly)?|possibl[ey]|plans?|argu(?:es|ed))\b/iu

const checkHedge = (
  { title, bluf }: FrontMatter,
  [line, column]: readonly [number, number],
): Finding[] => {
  const word = bluf.match(doubt)?.[0]
  return word && !hedge.test(title)
    ? [
        warn(
          { line, column },
          `the title is surer than its BLUF, which says "${word}"; carry the hedge into the title`,
        ),
      ]
    : []
}
