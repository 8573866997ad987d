/** Bot tokens by the workspace that installed the app; today there is one, out of the settings. */
export type Tokens = {
  all(): Promise<readonly string[]>
  tokenFor(workspace: string): Promise<string | undefined>
}

export type SlackSettings = {
  tokens: Tokens
  /** Slack's Web API: `https://slack.com/api/` */
  api: string
  /** With it, Slack tells us of things through Socket Mode. */
  appToken?: string
  /** Without an app token, through signed HTTP requests. */
  signingSecret?: string
  /** How long to wait for an answer, in milliseconds. */
  timeoutMs: number
  /** How long open work may take when stopping, in milliseconds. */
  stopWithinMs: number
}

/** The one token there is, for whatever workspace it turns out to belong to. */
export const oneToken = (token: string): Tokens => ({
  all: async () => [token],
  tokenFor: async () => token,
})
