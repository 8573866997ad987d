import { z } from 'zod'
import type { Log } from '#core/log'
import type { Choose } from './choose.ts'
import { cappedFetch, TooLong } from './model/capped-fetch.ts'
import { choiceOf } from './model/choice.ts'
import { createGate } from './model/gate.ts'
import { dataOf, instruction } from './model/words.ts'

/** `url` is what stands before `/chat/completions`. */
export type ModelSettings = { url: string; model: string; key?: string; timeoutMs: number }

/** What a model chose, or why it did not, in words that hold nothing of what was sent or said. */
type Outcome = { numbers: number[] } | { reason: string; status?: number }

const limits = { mostAtOnce: 4, failuresInARow: 5, restMs: 60_000 }

const mostTokens = 100
const mostBytes = 64_000

/** How servers say that they do not take a schema. */
const takesNoSchema = [400, 422, 501]

/** All that a model may say. Numbers without bounds: some servers refuse a schema that has any. */
const said = z.strictObject({ answerable: z.boolean(), sentenceIds: z.array(z.number()) })

/**
 * Lets a model on an OpenAI-compatible server choose among sentences. Whatever the server does, nothing
 * comes out but numbers of sentences; or undefined, with one line in the log that holds neither words nor
 * the key. A fifth question at a time is not put to it, and after five failures in a row none for a minute.
 */
export const createChooser = (
  settings: ModelSettings,
  log: Pick<Log, 'warn'>,
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): Choose => {
  const ask = createAsk(settings)
  const gate = createGate(limits, now)
  return async (question, sentences) => {
    if (sentences.length === 0) return []
    if (!gate.enter()) return undefined
    const outcome = await ask(question, sentences)
    const isChosen = 'numbers' in outcome
    const beginsRest = gate.leave(isChosen)
    if (isChosen) return outcome.numbers
    const rest = beginsRest ? { restsMs: limits.restMs } : {}
    log.warn({ ...outcome, ...rest }, 'the model chose nothing')
    return undefined
  }
}

/**
 * Asks a model to choose among numbered sentences; the SDK is loaded for this and not before. What is
 * returned never throws. A server that refuses a schema is asked once more without, and from then on so.
 */
const createAsk = (settings: ModelSettings) => {
  const loading = load(settings)
  // Said where somebody asks.
  loading.catch(() => undefined)
  let isPlain = false

  const request = async (prompt: string, late: AbortSignal) => {
    const { withSchema, plain } = await loading
    if (isPlain) return await plain(prompt, late)
    try {
      return await withSchema(prompt, late)
    } catch (error) {
      if (!takesNoSchema.includes(statusOf(error) ?? 0)) throw error
      const result = await plain(prompt, late)
      isPlain = true
      return result
    }
  }

  return async (question: string, sentences: readonly string[]): Promise<Outcome> => {
    const late = AbortSignal.timeout(settings.timeoutMs)
    try {
      const { finishReason, output } = await request(dataOf(question, sentences), late)
      // A choice that was cut short or withheld is none, even where what there is of it can be read.
      const isWhole = finishReason === 'stop' || finishReason === 'other'
      const numbers = isWhole ? choiceOf(output, sentences.length) : undefined
      return numbers ? { numbers } : { reason: 'no choice' }
    } catch (error) {
      return late.aborted ? { reason: 'too late' } : reasonOf(error)
    }
  }
}

/** Two ways to ask the same: with the choice's schema beside the words, and with the words alone. */
const load = async ({ url, model, key }: ModelSettings) => {
  const [{ createOpenAICompatible }, ai] = await Promise.all([
    import('@ai-sdk/openai-compatible'),
    import('ai'),
  ])
  const server = {
    name: 'chooser',
    baseURL: url,
    ...(key !== undefined && { apiKey: key }),
    supportsStructuredOutputs: true,
    fetch: cappedFetch(mostBytes),
  }
  const plainServer = {
    ...server,
    transformRequestBody: ({ response_format: _, ...body }: Record<string, unknown>) => body,
  }
  const output = ai.Output.object({ schema: said, name: 'choice' })
  const asking = (given: typeof server) => {
    const chosen = ai.wrapLanguageModel({
      model: createOpenAICompatible(given).chatModel(model),
      // Takes off the fence that some put around what they return.
      middleware: ai.extractJsonMiddleware(),
    })
    return (prompt: string, abortSignal: AbortSignal) =>
      ai.generateText({
        model: chosen,
        instructions: instruction,
        prompt,
        output,
        temperature: 0,
        maxOutputTokens: mostTokens,
        // Its own would wait for seconds; whoever asked is waiting too.
        maxRetries: 0,
        abortSignal,
      })
  }
  return { withSchema: asking(server), plain: asking(plainServer) }
}

/** The SDK's errors hold the whole request, so no more is taken from them than this. */
const statusOf = (error: unknown): number | undefined => {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode
  return typeof status === 'number' ? status : undefined
}

const reasonOf = (error: unknown): Outcome => {
  if (error instanceof TooLong) return { reason: 'too long' }
  const status = statusOf(error)
  if (status !== undefined && (status < 200 || status > 299)) return { reason: 'refused', status }
  const { name } = error as Error
  const isUnheard = status === undefined && (name === 'AI_APICallError' || name === 'TypeError')
  return { reason: isUnheard ? 'no connection' : 'no choice' }
}
