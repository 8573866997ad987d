import { expect, it } from 'vitest'
import { commands } from '#commands'
import { forty } from './answers/forty.ts'
import type { Gist } from './support/gist/gist.ts'
import { askingAtTerminal, askingOnDiscord, askingOnSlack } from './support/parity.ts'

/** Typed as a command in a channel; each option, paging, and what there is none of. */
const asCommands = [
  '/ask When was the NATO exercise in Bergen?',
  '/ask How many troops took part in the exercise at Bergen?',
  '/ask ???',
  '/ask latest',
  '/brief nato-exercise-bergen',
  '/brief defence core',
  '/brief defence-core-four-countries',
  '/brief nato',
  '/brief US',
  '/brief source limits',
  '/brief six-checks-defence-core',
  '/brief ntao',
  '/brief walrus',
  '/latest',
  '/latest page:2',
  '/latest page:3',
  '/latest page:9',
  '/latest nato',
  '/latest nato since:"1 November"',
  '/latest since:monday',
  '/latest since:2027-01-01',
  '/latest since:someday',
  '/latest changes:corrected',
  '/latest topic:rusia',
  '/search nato exercise bergen',
  '/search defence',
  '/search defence page:2',
  '/search defence page:7',
  '/search "defence core" -russia',
  '/search exerc* topic:nato',
  '/search four countries since:"1 November"',
  '/search bergen walrus',
  '/search walrus',
  '/search -nato',
  '/topics',
  '/help',
  '/help search',
  '/help tlp',
  '/help /brief',
  '/help serch',
  '/follow-up and in Germany?',
]

/** What clients do not send as a command: misspelt, half, or too much. */
const asLines = [
  '/brif nato',
  '/brief',
  '/brief "nato',
  '/latest page:zero',
  '/latest page:-1',
  '/latest topic:nato topic:russia',
  '/latest changes:corected',
  '/search',
  '/tpoics',
  '/nothing of the kind',
]

const questions = [
  ...forty,
  // A form of its own: latest, a bare topic, talk, another language, several at once, a misspelt word.
  'latest on Bergen',
  'what changed with NATO since 1 November?',
  'nato',
  'thanks!',
  'Wer führt die vier Länder an?',
  'When was the NATO exercise in Bergen? Which four countries will lead?',
  'When was the NATO excercise in Bergen?',
  // Answered.
  'When was the NATO exercise in Bergen?',
  'Where did NATO exercise in February 2026?',
  'Which countries are in the new defence core?',
  'Is the new defence core meant to replace NATO?',
  'How would the core fit with NATO?',
  'What does the 2025 National Security Strategy aim at?',
  'Why does the EU rethink its defence?',
  'What is the main cause of the rethinking?',
  'Does the analysis give figures for defence spending?',
  'Has the EU adopted a formal strategy?',
  'What does the analysis say about strategic autonomy?',
  'Which weaknesses could open in the move to European-led security?',
  // Several sentences.
  'What does World Today Journal say about the new defence core?',
  'What is not known about the four countries?',
  'Tell me about Russia and the threat of attack',
  // No briefing says it.
  'How many troops took part in the exercise?',
  'Who won the world cup?',
  'What will the defence core cost in 2030?',
  'What does the Polish government say?',
  'Which six checks are made before publishing?',
  // They take for granted what nobody has said.
  'Why did France and Germany found the defence core in 2024?',
  'When did the United States leave NATO?',
  'Which Russian attack made the EU act?',
  // No questions.
  'hello',
  'what is new?',
  '🤷',
  '<!channel> *bold* _under_ ~no~ `code` & <b>',
]

/** About the room or the asker: a terminal has neither. */
const inChat: [string, 'manager'?][] = [
  ['/tlp show', 'manager'],
  ['/tlp set GREEN', 'manager'],
  ['/brief how-we-use-eu-europe-nato'],
  ['/latest'],
  ['/tlp show', 'manager'],
  ['/tlp set AMBER for:members', 'manager'],
  ['/tlp red on', 'manager'],
  ['/tlp set AMBER+STRICT for:members', 'manager'],
  ['/tlp red on', 'manager'],
  ['/tlp red', 'manager'],
  ['/tlp red off', 'manager'],
  ['/tlp red on', 'manager'],
  ['/tlp show', 'manager'],
  ['/tlp set AMBER for:members', 'manager'],
  ['/tlp set AMBER channel:#other', 'manager'],
  ['/tlp set CLEAR', 'manager'],
  ['/workspace use Policy desk'],
  ['/workspace use elsewhere'],
  ['/privacy'],
  ['/privacy what:erase'],
  ['/privacy'],
  ['/workspace use Policy desk'],
  ['/workspace leave'],
  ['/requests send Which four countries will lead?'],
  ['/requests send Which four countries will lead? name:with'],
  ['/requests send *Which* <!channel> name:cancel'],
  ['/requests open'],
  ['/requests gaps', 'manager'],
  ['/requests take aaaa', 'manager'],
  ['/requests drop aaaa', 'manager'],
  ['/requests due aaaa day:friday', 'manager'],
  ['/requests answer aaaa briefing:nato-exercise-bergen', 'manager'],
  ['/requests close aaaa', 'manager'],
  ['/drafts', 'manager'],
  ['/drafts'],
  ['/briefing show aaaa', 'manager'],
  ['/briefing publish aaaa', 'manager'],
  ['/briefing drop aaaa', 'manager'],
  ['/briefing review aaaa', 'manager'],
  ['/briefing edit aaaa title:x', 'manager'],
  ['/briefing permit aaaa permission:x', 'manager'],
  ['/briefing post aaaa channels:#policy', 'manager'],
  ['/briefing update nato-exercise-bergen is:y', 'manager'],
  ['/briefing approve aaaa'],
  ['/briefing history nato-exercise-bergen', 'manager'],
  ['/briefing reach nato-exercise-bergen', 'manager'],
  ['/briefing reach nato-exercise-bergen names:yes reason:"The desk asks for it"', 'manager'],
  ['/briefing reach nato-exercise-bergen'],
  ['/briefing names', 'manager'],
  ['/briefing names off', 'manager'],
  ['/briefing names on'],
  ['/briefing correct nato-exercise-bergen was:x is:y why:z', 'manager'],
  ['/briefing retract walrus reason:x', 'manager'],
  ['/briefing new about:"nato | TLP:CLEAR | FLASH" title:"*Which* <!channel>"', 'manager'],
  ['/briefing draft The Gazette reports a walrus at https://example.org/walrus', 'manager'],
  ['/briefing file markdown:"no <b>fence</b>"', 'manager'],
  ['/feedback q-aaaaaaaaaa verdict:"did not"'],
  ['/vocabulary add Black Sea', 'manager'],
  ['/vocabulary add Black Sea scope:Sea', 'manager'],
  ['/vocabulary remove Black Sea', 'manager'],
  ['/vocabulary remove nato', 'manager'],
  ['/role show'],
  ['/role show', 'manager'],
  ['/role set ben role:editor', 'manager'],
  ['/role duty discord:99', 'manager'],
  ['/audit page:9', 'manager'],
  ['/audit'],
  ['/used'],
  ['/used nato-exercise-bergen link:javascript:alert(1)'],
  ['/used nato-exercise-bergen link:https://example.org/story'],
  ['/used walrus'],
  ['/used'],
  ['/used nato-exercise-bergen change:undo'],
  ['/used nato-exercise-bergen change:undo'],
  ['/watch corrections'],
  ['/watch corrections on'],
  ['/watch requests'],
  ['/watch requests on', 'manager'],
  ['/digest create weekdays 08:00'],
  ['/digest list', 'manager'],
  ['/digest create weekdays 25:00', 'manager'],
  ['/digest create weekdays 08:00 topics:"nato, defence core" zone:Kyiv', 'manager'],
  ['/digest create when:"0 9 1 * 1" name:"Mondays *and* the 1st" form:long', 'manager'],
  ['/digest list', 'manager'],
  ['/digest show', 'manager'],
  ['/digest show Morning briefing', 'manager'],
  ['/digest edit Morning briefing topics:all empty:yes', 'manager'],
  ['/digest mention none digest:"Morning briefing"', 'manager'],
  ['/digest skip 2099-12-24 digest:"Morning briefing"', 'manager'],
  ['/digest pause Morning briefing until:2099-01-03', 'manager'],
  ['/digest resume Morning briefing', 'manager'],
  ['/digest preview Morning briefing', 'manager'],
  ['/digest send Morning briefing', 'manager'],
  ['/digest history Morning briefing', 'manager'],
  ['/digest delete Morning briefing', 'manager'],
  ['/digest delete Morning briefing sure:yes', 'manager'],
  ['/digest settle nothing arrived:yes', 'manager'],
]

/** Beside what every platform shows: sharing in a channel, and on Slack a way to keep it. */
const own = /^(?:Share here|Keep): /

const withoutOwn = (gist: Gist): Gist => ({
  ...gist,
  buttons: gist.buttons.filter((button) => !own.test(button)),
})

const labelled = ({ buttons }: Gist, label: string): string[] =>
  buttons.filter((button) => button.startsWith(`${label}: `)).map((one) => one.slice(label.length))

/** A terminal shows what a button runs as it is typed, with ids that are drawn. */
const drawn = <T>(gist: T): T =>
  JSON.parse(JSON.stringify(gist).replaceAll(/q-[a-z2-9]{10}/g, 'drawn')) as T

it('says the same to the same at a terminal, on Discord and on Slack', async () => {
  const [terminal, discord, slack] = await Promise.all([
    askingAtTerminal(),
    askingOnDiscord(),
    askingOnSlack(),
  ])
  /** What is particular to asking there, help says too. */
  const alsoHints = (line: string, gist: Gist): Gist =>
    line === '/help' ? { ...gist, words: [gist.words, ...slack.platform.hints!].join(' ') } : gist
  for (const line of asCommands) {
    const expected = drawn(await terminal.command(line))
    expect.soft(expected.words, line).not.toBe('')
    const onDiscord = await discord.asking.command(line)
    const onSlack = await slack.asking.command(line)
    expect.soft(withoutOwn(onDiscord), `${line} on Discord`).toEqual(expected)
    expect.soft(withoutOwn(onSlack), `${line} on Slack`).toEqual(alsoHints(line, expected))
    expect.soft(labelled(onSlack, 'Share here'), line).toEqual(labelled(onDiscord, 'Share here'))
    expect.soft(labelled(onSlack, 'Keep'), line).toEqual(labelled(onDiscord, 'Share here'))
  }
  for (const text of [...asLines, ...questions]) {
    const expected = drawn(await terminal.write(text))
    expect.soft(await discord.asking.write(text), `${text} on Discord`).toEqual(expected)
    expect.soft(await slack.asking.write(text), `${text} on Slack`).toEqual(expected)
  }
  expect([...discord.discord.violations, ...slack.slack.violations]).toEqual([])
})

/** What a draft is called is drawn, too. */
const drafted = <T>(gist: T): T =>
  JSON.parse(JSON.stringify(gist).replaceAll(/Draft [a-z2-9]{4,}/g, 'Draft drawn')) as T

it('says the same of rooms and of the asker on Discord and on Slack', async () => {
  const [discord, slack] = await Promise.all([askingOnDiscord(), askingOnSlack()])
  for (const [line, as] of inChat) {
    const onDiscord = drafted(await discord.asking.command(line, as))
    const onSlack = drafted(await slack.asking.command(line, as))
    expect.soft(withoutOwn(onSlack), line).toEqual(withoutOwn(onDiscord))
    expect.soft(labelled(onSlack, 'Keep'), line).toEqual(labelled(onDiscord, 'Share here'))
  }
  expect([...discord.discord.violations, ...slack.slack.violations]).toEqual([])
})

it('has a line here for every command', () => {
  const lines = [...asCommands, ...inChat.map(([line]) => line)]
  for (const { name } of commands)
    expect(
      lines.some((line) => line.startsWith(`/${name}`)),
      name,
    ).toBe(true)
})
