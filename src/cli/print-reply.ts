import { shared, type Viewer } from '#core/viewer'
import { render } from '#platforms/terminal/render'
import type { App } from '../app.ts'
import type { Given } from './operation.ts'

const usualWidth = 80
const widest = 100

/** Runs a command as the engine does for everyone, and prints what it answers. */
export const printReply = async (
  { config, print }: Given,
  { engine }: App,
  viewer: Viewer,
  command: string,
  options: Record<string, string>,
): Promise<void> => {
  const place = { platform: 'terminal', workspace: shared, person: 'operator' }
  const reply = await engine.run({ command, options }, { viewer, place, manages: true })
  const { isTTY, columns } = process.stdout
  const width = Math.min(columns ?? usualWidth, widest)
  if (reply.kind === 'reply')
    print(render(reply, { width, colour: isTTY && config.mayColour, write: engine.write }))
}
