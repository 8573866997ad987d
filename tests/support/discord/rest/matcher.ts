/**
 * Whether a request is to a route like `POST channels/:id/messages`: a segment with a colon stands
 * for anything, another for itself, and `*` for every request.
 */
export const matcher = (route: string): ((method: string, path: string) => boolean) => {
  if (route === '*') return () => true
  const [method, pattern = ''] = route.split(' ')
  const wanted = segments(pattern)
  return (given, path) => given === method && isLike(wanted, segments(path))
}

const segments = (path: string): string[] => path.split('/').filter((one) => one !== '')

export const isLike = (wanted: readonly string[], given: readonly string[]): boolean =>
  wanted.length === given.length &&
  wanted.every((one, at) => one === given[at] || (one.startsWith(':') && given[at] !== ''))
