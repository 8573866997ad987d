import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const chromium = process.env.CHROMIUM ?? 'chromium'

/** Takes a picture of a page of HTML, at two pixels a point; `folder` is for what is left over. */
export const photograph = (html: string, folder: string, picture: string): void => {
  const source = join(folder, 'page.html')
  writeFileSync(source, html)
  // Chromium starts no sandbox for root, and what is drawn here is our own.
  const quietly = ['--headless', '--no-sandbox', '--hide-scrollbars']
  const size = ['--window-size=820,864', '--force-device-scale-factor=2']
  const into = ['--default-background-color=00000000', `--screenshot=${picture}`]
  execFileSync(chromium, [...quietly, ...size, ...into, `file://${source}`], { stdio: 'ignore' })
  execFileSync('pngquant', ['--force', '--strip', '--ext=.png', '32', picture])
}
