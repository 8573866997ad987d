/** What any fault says of how often it strikes, and for how many seconds what it struck stays shut. */
type Timed = { times?: number; retryAfter?: number }

type Failing = { readonly hits: number; end(): void }

type Armed<Request, Fault> = {
  matches: (request: Request) => boolean
  fault: Fault
  hits: number
  until: number
}

/** Which faults strike which requests; `Request` and `Fault` are a platform's own. */
export type Striking<Request, Fault> = {
  /** Strikes the next requests of a kind. */
  arm(matches: (request: Request) => boolean, fault: Fault): Failing
  /** Is asked what strikes a request that nothing is armed for, instead of who was asked before. */
  choose(choose: (request: Request) => Fault | undefined): Failing
  /** The fault that strikes this request. */
  strike(request: Request): Fault | undefined
  clear(): void
}

/** `shutBy` says which requests a chosen fault keeps out for its time. */
export const createStriking = <Request, Fault extends Timed>(
  shutBy: (request: Request, fault: Fault) => (other: Request) => boolean,
): Striking<Request, Fault> => {
  const armed = new Set<Armed<Request, Fault>>()
  let chooser: { choose(request: Request): Fault | undefined; hits: number } | undefined

  const put = (matches: (request: Request) => boolean, fault: Fault): Armed<Request, Fault> => {
    const one = { matches, fault, hits: 0, until: 0 }
    armed.add(one)
    return one
  }
  const chosenFor = (request: Request): Armed<Request, Fault> | undefined => {
    const fault = chooser?.choose(request)
    if (!chooser || !fault) return undefined
    chooser.hits += 1
    return put(shutBy(request, fault), { ...fault, times: 1 })
  }
  return {
    arm(matches, fault) {
      const one = put(matches, fault)
      return failing(one, () => armed.delete(one))
    },
    choose(choose) {
      const one = { choose, hits: 0 }
      chooser = one
      return failing(one, () => {
        if (chooser === one) chooser = undefined
      })
    },
    strike(request) {
      for (const one of armed) if (isOver(one)) armed.delete(one)
      const one = [...armed].find(({ matches }) => matches(request)) ?? chosenFor(request)
      if (!one) return undefined
      if (one.hits === 0) one.until = Date.now() + 1_000 * (one.fault.retryAfter ?? 0)
      one.hits += 1
      return one.fault
    },
    clear() {
      armed.clear()
      chooser = undefined
    },
  }
}

const failing = (struck: { hits: number }, end: () => void): Failing => ({
  get hits() {
    return struck.hits
  },
  end,
})

/** What is shut for some time stays so for that time, however often it is asked. */
const isOver = ({ fault, hits, until }: Omit<Armed<never, Timed>, 'matches'>): boolean =>
  hits >= (fault.times ?? 1) && Date.now() >= until
