/** What one would write in an evening: discord.js, and an FTS5 table asked on the main thread. */
import { DatabaseSync } from 'node:sqlite'
import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  Client,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
} from 'discord.js'

const { DISCORD_TOKEN = '', DISCORD_API_URL = '', DATABASE = '' } = process.env

type Row = { slug: string; title: string; body: string }

const database = new DatabaseSync(DATABASE, { readOnly: true })
const bySlug = database.prepare('select slug, title, body from text where slug = ?')
const newest = database.prepare('select slug, title from text order by id desc limit 25')
const byWords = database.prepare(`select text.slug, text.title,
  snippet(found, 1, '**', '**', '…', 40) as body
  from found join text on text.id = found.rowid where found match ? order by rank limit ?`)
const titles = database.prepare(`select text.slug, text.title
  from found join text on text.id = found.rowid where found match ? order by found.rowid desc limit 25`)

const words = (typed: string): string[] => typed.match(/[\p{L}\p{N}]+/gu) ?? []
const allOf = (typed: string) => words(typed).map((word) => `"${word}"`)
const isLong = (quoted: string) => quoted.length > 6
const find = (expression: string, most: number) => byWords.all(expression, most) as Row[]

const answers: Record<string, (typed: string) => Row[]> = {
  brief: (typed) => {
    const known = bySlug.get(typed) as Row | undefined
    return known ? [known] : find(allOf(typed).join(' '), 1)
  },
  search: (typed) => find(allOf(typed).join(' '), 5),
  // Short words are in every text, and would cost ten times as much.
  ask: (typed) => find(allOf(typed).filter(isLong).join(' OR '), 3),
}

const suggest = (typed: string) => {
  const isEmpty = words(typed).length === 0
  const rows = isEmpty ? newest.all() : titles.all(`title : (${allOf(typed).join(' ')} *)`)
  return (rows as Row[]).map(({ title, slug }) => ({ name: title.slice(0, 100), value: slug }))
}

const answer = async (interaction: ChatInputCommandInteraction): Promise<void> => {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral })
  const typed = `${interaction.options.data[0]?.value}`
  const rows = answers[interaction.commandName]?.(typed) ?? []
  const fields = rows.map(({ title, body }) => ({
    name: title.slice(0, 256),
    value: body.slice(0, 1_024),
  }))
  const embed = new EmbedBuilder().setTitle(`${rows.length} found`).setFields(fields)
  await interaction.editReply({ embeds: [embed] })
}

const option = (name: string, autocomplete = false) => ({
  type: ApplicationCommandOptionType.String as const,
  name,
  description: name,
  required: true,
  autocomplete,
})

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  // Its default of 50 requests a second would be all that is measured.
  rest: { api: DISCORD_API_URL, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
})
client.on(Events.Error, ({ message }) => console.error(message))
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete())
    await interaction.respond(suggest(interaction.options.getFocused()))
  else if (interaction.isChatInputCommand()) await answer(interaction)
})
client.once(Events.ClientReady, ({ application }) =>
  application.commands.set([
    { name: 'brief', description: 'Read', options: [option('subject', true)] },
    { name: 'search', description: 'Search', options: [option('words')] },
    { name: 'ask', description: 'Ask', options: [option('question')] },
  ]),
)
process.once('SIGTERM', () => process.exit(0))
await client.login(DISCORD_TOKEN)
